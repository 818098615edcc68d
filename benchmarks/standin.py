"""What a film of 10 s costs the stand-in: seconds of waiting and of CPU, by plan, through the SDKs.

Media are those of the embedded providers, models are loaded anew for each plan, and one thing is
made after the other. The film itself, which the studio puts together, is not in it.
"""

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import replicate
from openai import OpenAI

from manike.script.models import Scene, ScriptBreakdown
from manike.testing.standin.running import Standin

LIMIT_S = 60.0
KEY = "of no worth"
SYSTEM = "You write scripts for short narrated films. The film lasts 10 seconds."
PROMPT = "Length: 10 seconds.\n<prompt>\nA fox crosses a frozen river at dusk.\n</prompt>"
LLASA = "kjjk10/llasa-3b-long:0494f04972b675631af41c253a45c4341bf637f07eed9a39bad3b1fd66f73a2e"
MUSICGEN = "671ac645ce5e552cc63a54a2bbff63fcf798043055d2dac5fc9e36a837eedcfb"
SAMPLE = "data:audio/wav;base64,UklGRg=="
SCENE_PX = (1280, 720)


@dataclass(frozen=True, slots=True)
class Row:
    """One plan."""

    plan: str
    calls: int
    bills: int
    billed_usd: Decimal
    wall_s: float
    cpu_s: float
    """Of this process, which holds SDKs and stand-in, and of its children."""
    limit_s: float
    load: float
    """Of the machine when it began, in processes that want a core."""


def main() -> None:
    """Print a table and, if asked for, JSON; the exit code is 1 if a plan took too much CPU."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.standin", description=__doc__)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    parser.add_argument("--plans", nargs="*", default=list(PLANS), choices=list(PLANS))
    options = parser.parse_args()
    rows = []
    print(f"{'plan':12}{'calls':>6}{'bills':>6}{'USD':>10}{'wall s':>9}{'CPU s':>8}{'load':>7}")
    for plan in options.plans:
        row = _measured(plan)
        rows.append(row)
        print(
            f"{row.plan:12}{row.calls:6}{row.bills:6}{row.billed_usd:10.4f}{row.wall_s:9.1f}"
            f"{row.cpu_s:8.1f}{row.load:7.1f}",
            flush=True,
        )
    if options.json:
        told = json.dumps([asdict(row) for row in rows], indent=1, default=str)
        options.json.write_text(told + "\n", encoding="utf-8")
    sys.exit(any(row.cpu_s > LIMIT_S for row in rows))


def _measured(plan: str) -> Row:
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as cache, Standin(Path(cache), fast=False) as standin:
        begun_s, cpu_s = time.monotonic(), _cpu_s()
        PLANS[plan](standin)
        wall_s, cpu_s = time.monotonic() - begun_s, _cpu_s() - cpu_s
        bills = standin.bills()
        billed = sum((bill.amount for bill in bills), Decimal(0))
        return Row(plan, len(standin.calls()), len(bills), billed, wall_s, cpu_s, LIMIT_S, load)


def _openai(standin: Standin) -> None:
    """Script, pictures and voices; it sells neither music nor clips."""
    with _openai_client(standin) as client:
        for scene in _script(client).scenes:
            client.images.generate(
                model="gpt-image-2", prompt=scene.description, size="1536x864", quality="low"
            )
            client.audio.speech.create(
                model="gpt-4o-mini-tts",
                voice="cedar",
                input=scene.narration or scene.title,
                response_format="wav",
            )


def _replicate(standin: Standin) -> None:
    """Pictures by FLUX, clips by Kling, music by MusicGen, voices by LLaSA."""
    client = replicate.Client(api_token=KEY, base_url=standin.base_url("replicate"))

    def end(prediction: Any) -> Any:  # noqa: ANN401 - the SDK's own
        while prediction.status not in ("succeeded", "failed", "canceled"):
            prediction = client.predictions.get(prediction.id)
        assert prediction.status == "succeeded", prediction.error
        for url in [prediction.output] if isinstance(prediction.output, str) else prediction.output:
            httpx.get(url).raise_for_status()
        return prediction.output

    def ask(model: str, given: dict[str, Any]) -> Any:  # noqa: ANN401
        return end(client.models.predictions.create(model=model, input=given))

    for scene in _written(standin).scenes:
        shape = {"aspect_ratio": "16:9", "output_format": "jpg"}
        flux = "black-forest-labs/flux-schnell"
        [picture] = ask(flux, {"prompt": scene.description, **shape})
        clip = {"prompt": scene.description, "start_image": picture, "duration": _clip_s(scene)}
        ask("kwaivgi/kling-v1.6-standard", clip)
        spoken = {"text": scene.narration or scene.title, "voice_sample": SAMPLE}
        end(client.predictions.create(version=LLASA, input=spoken))
    music = {"prompt": "calm", "duration": 10}
    end(client.predictions.create(version=MUSICGEN, input=music))


def _runware(standin: Standin) -> None:
    """All but the script."""
    url = standin.base_url("runware")
    headers = {"authorization": f"Bearer {KEY}"}

    def ask(kind: str, model: str, **task: Any) -> dict[str, Any]:  # noqa: ANN401
        asked = {"taskType": kind, "taskUUID": os.urandom(16).hex(), "model": model, **task}
        told = httpx.post(url, json=[asked], headers=headers, timeout=600).json()
        assert "errors" not in told, told["errors"]
        result: dict[str, Any] = told["data"][0]
        httpx.get(next(result[name] for name in result if name.endswith("URL"))).raise_for_status()
        return result

    sides = {"width": SCENE_PX[0], "height": SCENE_PX[1]}
    for scene in _written(standin).scenes:
        asked = {"positivePrompt": scene.description, **sides}
        picture = ask("imageInference", "runware:100@1", **asked)
        frames = {"frameImages": [{"image": picture["imageURL"], "frame": "first"}]}
        ask("videoInference", "klingai:3@1", **asked, inputs=frames, duration=_clip_s(scene))
        speech = {"text": scene.narration or scene.title, "voice": "calm"}
        ask("audioInference", "minimax:speech@2.8", speech=speech, outputFormat="WAV")
    ask("audioInference", "runware:ace-step@v1.5-turbo", positivePrompt="calm", duration=10)


PLANS: dict[str, Callable[[Standin], None]] = {
    "openai": _openai,
    "replicate": _replicate,
    "runware": _runware,
}


def _written(standin: Standin) -> ScriptBreakdown:
    with _openai_client(standin) as client:
        return _script(client)


def _script(client: OpenAI) -> ScriptBreakdown:
    reply = client.responses.create(
        model="gpt-6-luna",
        instructions=SYSTEM,
        input=PROMPT,
        text={
            "format": {
                "type": "json_schema",
                "name": "script",
                "schema": ScriptBreakdown.model_json_schema(),
            }
        },
    )
    return ScriptBreakdown.model_validate_json(reply.output_text)


@contextmanager
def _openai_client(standin: Standin) -> Iterator[OpenAI]:
    with OpenAI(api_key=KEY, base_url=standin.base_url("openai"), max_retries=0) as client:
        yield client


def _clip_s(scene: Scene) -> int:
    return 5 if scene.duration_s <= 5 else 10


def _cpu_s() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(kind) for kind in kinds]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
