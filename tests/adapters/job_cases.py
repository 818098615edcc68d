"""One job for each port of each vendor that works by jobs, before a stand-in."""

from datetime import date

import numpy as np

from manike.generation.fingerprint import Job
from manike.media.files import sha256_of
from manike.media.sound import write_wav
from manike.secrets import Secret
from manike.testing.requests import (
    CHARACTER,
    MUSIC,
    PICTURE,
    SPEECH,
    motion_request,
    painted,
)
from manike.voice_samples import Consent, VoiceSample
from resources.downloads import Downloads
from resources.fal_calls import FalClient
from resources.fal_media import fal_images, fal_motion
from resources.replicate_calls import ReplicateClient
from resources.replicate_media import (
    replicate_images,
    replicate_motion,
    replicate_music,
    replicate_speech,
)
from resources.runware_calls import RunwareClient
from resources.runware_media import (
    runware_images,
    runware_motion,
    runware_music,
    runware_speech,
)


class Killed(BaseException):
    """The process died here."""


class Dying:
    """A job whose process dies before or after one of the calls."""

    def __init__(self, job, die_at):
        self._job, self._die_at, self.passed = job, die_at, 0

    def __getattr__(self, name):
        found = getattr(self._job, name)
        if name not in ("submit", "look", "seek", "cancel", "collect"):
            return found

        def call(*given):
            self._step()
            result = found(*given)
            self._step()
            return result

        return call

    def _step(self):
        self.passed += 1
        if self.passed == self._die_at:
            raise Killed


class Requests:
    """One of each."""

    def __init__(self, folder):
        self.motion = motion_request(painted(folder / "image.jpg"), frame_count=45)
        sample = folder / "ada.wav"
        write_wav(sample, np.zeros(24_000, np.float32), 16_000)
        consent = Consent("Ada Example", date(2026, 1, 2), "contract 17", sha256_of(sample))
        self.sample = VoiceSample("ada", sample, "Good morning.", "female", consent)

    music, speech, scene, character = MUSIC, SPEECH, PICTURE, CHARACTER


class Desk:
    """Providers of a vendor before the stand-in."""

    def __init__(self, standin, paid, requests):
        self.standin, self.paid, self.requests = standin, paid, requests
        self.downloads = Downloads(allow_loopback=True, clock=paid.clock)
        key = Secret("KEY", "key-of-the-stand-in")
        self.replicate = ReplicateClient(
            key, base_url=standin.base_url("replicate"), clock=paid.clock
        )
        self.runware = RunwareClient(key, base_url=standin.base_url("runware"), clock=paid.clock)
        self.fal = FalClient(key, base_url=standin.base_url("fal"), clock=paid.clock)
        self.clients = (self.replicate, self.runware, self.fal)
        for client in self.clients:
            short = [
                model.model_copy(update={"start_s": 200, "run_s": 30})
                for model in client.figures.models
            ]
            client.figures = client.figures.model_copy(update={"models": tuple(short)})

    def close(self):
        self.replicate.close()
        self.fal.close()

    def hurry(self):
        """Don't wait long for an answer."""
        for client in self.clients:
            client.figures = client.figures.model_copy(update={"call_s": 0.4})

    def offer(self, case):
        """Kind, provider and a new job of a case."""
        return CASES[case](self)

    def obtain(self, case, die_at=0):
        kind, provider, job = self.offer(case)
        dying = Dying(job, die_at)
        try:
            return self.paid.obtain(kind, provider, dying if die_at else job), dying.passed
        except Killed:
            return None, dying.passed

    def billed(self):
        return [bill.amount for bill in self.standin.bills()]


def _replicate_motion(desk, model=""):
    provider = replicate_motion(desk.replicate, model=model, downloads=desk.downloads)
    return Job.CLIP, provider, provider.motion_job(desk.requests.motion)


def _replicate_music(desk):
    provider = replicate_music(desk.replicate, downloads=desk.downloads)
    return Job.MUSIC, provider, provider.music_job(desk.requests.music)


def _replicate_speech(desk):
    samples = [desk.requests.sample]
    provider = replicate_speech(samples, desk.replicate, downloads=desk.downloads)
    return Job.VOICE, provider, provider.speech_job(desk.requests.speech)


def _replicate_images(desk):
    provider = replicate_images(desk.replicate, downloads=desk.downloads)
    return Job.PICTURE, provider, provider.scene_job(desk.requests.scene)


def _runware(maker, kind):
    def offer(desk):
        provider = maker(desk.runware, downloads=desk.downloads)
        jobs = {
            Job.CLIP: lambda: provider.motion_job(desk.requests.motion),
            Job.MUSIC: lambda: provider.music_job(desk.requests.music),
            Job.VOICE: lambda: provider.speech_job(desk.requests.speech),
            Job.PICTURE: lambda: provider.scene_job(desk.requests.scene),
        }
        return kind, provider, jobs[kind]()

    return offer


def _fal_motion(desk):
    provider = fal_motion(desk.fal, downloads=desk.downloads)
    return Job.CLIP, provider, provider.motion_job(desk.requests.motion)


def _fal_images(desk):
    provider = fal_images(desk.fal, downloads=desk.downloads)
    return Job.PICTURE, provider, provider.scene_job(desk.requests.scene)


CASES = {
    "replicate motion": _replicate_motion,
    "replicate motion pro": lambda desk: _replicate_motion(desk, "kwaivgi/kling-v1.6-pro"),
    "replicate music": _replicate_music,
    "replicate speech": _replicate_speech,
    "replicate images": _replicate_images,
    "fal images": _fal_images,
    "fal motion": _fal_motion,
    "runware images": _runware(runware_images, Job.PICTURE),
    "runware motion": _runware(runware_motion, Job.CLIP),
    "runware speech": _runware(runware_speech, Job.VOICE),
    "runware music": _runware(runware_music, Job.MUSIC),
}
