"""A library of scenes: films of many kinds, by the embedded writer."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from manike.embedded.writer.writer import EmbeddedWriter
from manike.ports import ScriptRequest
from manike.script.models import Scene
from manike.script.preferences import Preferences
from manike.studio.search_filters import Findable

_PROMPTS = Path(__file__).parent / "data" / "prompts.yaml"
_LENGTH_S = 60


@dataclass(frozen=True, slots=True)
class Labelled:
    """A thing to be found, with the attributes that labels are made from."""

    findable: Findable
    attributes: Mapping[str, tuple[str, ...]]


def library() -> dict[str, list[Labelled]]:
    """The scenes of all films, by project."""
    prompts = yaml.safe_load(_PROMPTS.read_text(encoding="utf-8"))
    writer, films = EmbeddedWriter(), {}
    for number, prompt in enumerate(prompts, 1):
        preferences = Preferences(duration_s=_LENGTH_S, seed=1)
        script = writer.write_script(ScriptRequest(prompt, preferences))
        films[f"film-{number:02d}"] = [_labelled(scene) for scene in script.scenes]
    return films


def _labelled(scene: Scene) -> Labelled:
    setting = scene.setting
    text = f"{scene.title}. {setting.name}. {scene.description} {scene.narration}"
    attributes = {
        "place": (setting.place.value,),
        "time": (setting.time_of_day.value,),
        "season": (setting.season.value,),
        "weather": (setting.weather.value,),
        "mood": (scene.mood.value,),
        "subject": tuple(scene.subjects),
        "size": (scene.shot.size.value,),
        "does": tuple(acting.pose.value for acting in scene.acting),
        "feels": tuple(acting.expression.value for acting in scene.acting),
    }
    return Labelled(Findable(key=str(scene.number), title=scene.title, text=text), attributes)
