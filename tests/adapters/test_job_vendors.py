"""Vendors that work by jobs, each port of each through the one door: paid once, come what may."""

from datetime import UTC, date, datetime

import numpy as np
import pytest

from manike.errors import (
    DeniedError,
    PermanentProviderError,
    QuotaError,
    RefusedContentError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.generation.fingerprint import Job
from manike.generation.remote import Recovery
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
from manike.testing.standin.failures import failures
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

PAID = {
    "replicate": "predictions.create",
    "runware": "imageInference",
    "fal": "submit",
}
"""By vendor the call that is billed."""


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
FILES = {
    Job.CLIP: ["raw_clip.mp4"],
    Job.MUSIC: ["music.wav"],
    Job.VOICE: ["voice.wav"],
    Job.PICTURE: ["image.jpg", "plane-00.png"],
}
ONE_A_VENDOR = ["replicate images", "runware images", "fal images"]
"""All of a vendor's ports share one class of jobs; pictures are made fastest."""


@pytest.fixture(scope="module")
def requests(tmp_path_factory):
    return Requests(tmp_path_factory.mktemp("requests"))


@pytest.fixture
def desk(standin, paid, requests):
    paid.clock.set(datetime.now(UTC))  # the stand-in's own, by which lists are searched
    desk = Desk(standin, paid, requests)
    yield desk
    desk.close()


@pytest.mark.parametrize("case", CASES)
def test_a_take_is_made_once_and_the_ledger_equals_the_bill(case, desk):
    kind, _, job = desk.offer(case)
    take, _ = desk.obtain(case)
    assert sorted(take.files) == FILES[kind]
    [billed] = desk.billed()
    assert desk.paid.spent() == take.cost.amount == billed > 0
    assert billed <= job.quote().most.amount
    again, _ = desk.obtain(case)
    assert (again.was_made, len(desk.billed())) == (False, 1)


@pytest.mark.parametrize("case", ONE_A_VENDOR)
def test_whatever_step_dies_it_is_billed_once(case, desk):
    _, steps = desk.obtain(case, die_at=1000)
    assert steps >= 6
    for die_at in range(1, steps + 1):
        desk.standin.reset()
        kind, provider, job = desk.offer(case)
        with pytest.raises(Killed):
            desk.paid.obtain(kind, provider, Dying(job, die_at), take_number=die_at + 1)
        try:
            take = desk.paid.obtain(kind, provider, desk.offer(case)[2], take_number=die_at + 1)
        except UnknownOutcomeError:
            # Nobody asks again: a person looks there. Only where its answer did not come.
            assert (job.recovery, die_at <= 2) == (Recovery.NONE, True)
            assert len(desk.standin.calls(case.split()[0], PAID[case.split()[0]])) <= 1
        else:
            assert (die_at, desk.billed()) == (die_at, [take.cost.amount])


KINDS = {
    "rate_limited": TransientProviderError,
    "quota": QuotaError,
    "server_error": UnknownOutcomeError,
    "hang": UnknownOutcomeError,
    "disconnect": UnknownOutcomeError,
    "lost": UnknownOutcomeError,
    "hang_billed": UnknownOutcomeError,
    "malformed": UnknownOutcomeError,
    "truncated": UnknownOutcomeError,
    "unauthorized": DeniedError,
    "not_found": PermanentProviderError,
}
"""What a submission ends with."""
ENDS = {
    "cold_start": TransientProviderError,
    "aborted": TransientProviderError,
    "canceled": PermanentProviderError,  # it ran, and was billed
    "stuck": PermanentProviderError,  # the same, as it was cancelled
    "interrupted": TransientProviderError,
    "flagged": RefusedContentError,
    "failed": PermanentProviderError,
    "no_output": PermanentProviderError,
    "blackened": RefusedContentError,
    "dead_url": PermanentProviderError,
}
"""What a job ends with."""
OTHERWISE = {
    ("runware", "failed"): TransientProviderError,  # its SDK counts errors of its providers so
}
UNSTOPPABLE = ("runware", "fal")
"""A job out of time counts as billed in full, as it goes on."""


def concerned(vendor):
    return [each for each in failures() if vendor in each.vendors]


@pytest.mark.parametrize(
    ("case", "failure"),
    [
        pytest.param(case, failure, id=f"{case}: {failure.name}")
        for case in ONE_A_VENDOR
        for failure in concerned(case.split()[0])
    ],
)
def test_each_reported_failure_ends_as_it_should_and_is_paid_as_billed(case, failure, desk):
    vendor, fault = case.split()[0], failure.order.kind
    if fault.startswith("hang"):
        desk.hurry()
    wanted = OTHERWISE.get((vendor, fault)) or KINDS.get(fault) or ENDS.get(fault)
    kind, provider, job = desk.offer(case)
    order = failure.of(vendor).model_copy(update={"route": PAID[vendor]})
    if wanted is UnknownOutcomeError:
        order = order.model_copy(update={"times": 1})
        # What can be found again is found at once.
        wanted = wanted if job.recovery is Recovery.NONE else None
    if order.options.get("looks"):
        wanted = None  # a cold start of some minutes is waited for
    desk.standin.world.faults.order(order)
    if wanted is None:
        take = desk.paid.obtain(kind, provider, job)
        assert [take.cost.amount] == desk.billed()
        return
    with pytest.raises(wanted) as caught:
        desk.paid.obtain(kind, provider, job)
    assert type(caught.value) is wanted
    if wanted is UnknownOutcomeError:
        with pytest.raises(UnknownOutcomeError):
            desk.paid.obtain(kind, provider, desk.offer(case)[2])
        assert len(desk.standin.calls(vendor, PAID[vendor])) == 1
    elif fault == "stuck" and vendor in UNSTOPPABLE:
        assert desk.paid.spent() == job.quote().most.amount
    else:
        assert desk.paid.spent() == sum(desk.billed())
