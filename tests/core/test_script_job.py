"""A script as a remote job: what is asked, paid and written down, whatever dies between calls."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from manike.errors import (
    BadInputError,
    MachineError,
    PermanentProviderError,
    TransientProviderError,
    UnknownOutcomeError,
)
from manike.generation.limits import Limits, RateRules
from manike.generation.remote import Begun, Failed, Recovery, Reply
from manike.generation.turns import RateLimit
from manike.ports import ScriptRequest
from manike.production.provider_plans.providers import Listing, Roster
from manike.prompts.experiments import Choice
from manike.prompts.wordings import wording
from manike.script.models import MusicCue, Scene, ScriptBreakdown, Setting
from manike.script.preferences import Preferences
from manike.script.vocabulary import Mood, Place
from manike.studio.clock import Clock
from manike.studio.exchanges import Exchanges
from manike.testing.clock import NOON, StoppedClock
from manike.testing.exchanges import ExchangesInMemory
from manike.testing.speaker import CALL, ScriptedSpeaker
from manike.writing.writer import RemoteWriter

REQUEST = ScriptRequest("A turtle finds the sea.", Preferences(duration_s=20))
NO_SCRIPT = "Sure! Here is your script:"


def scene(number, narration, duration_s=5.0):
    return Scene(
        number=number,
        title=f"Part {number}",
        description="A turtle on the sand.",
        narration=narration,
        setting=Setting(place=Place.BEACH),
        duration_s=duration_s,
    )


def script(*narrations):
    told = narrations or ("A turtle wakes.", "It walks to the sea.", "The sea takes it home.")
    scenes = tuple(scene(number, each) for number, each in enumerate(told, 1))
    cue = MusicCue(
        number=1, first_scene=1, last_scene=len(scenes), mood=Mood.CALM, tempo_bpm=80, key="C major"
    )
    return ScriptBreakdown(title="Turtle", logline="A turtle.", scenes=scenes, music=(cue,))


GOOD = script().model_dump_json()


class Died(BaseException):
    """What a killed process would not even raise."""


class DyingBook(ExchangesInMemory):
    """Dies before or after one of its steps, once."""

    def __init__(self, step, number, *, after):
        super().__init__()
        self.end = (step, number, after)

    def _step(self, name, number, write):
        step, at, after = self.end
        is_here = (step, at) == (name, number)
        if is_here and not after:
            self.end = ("", 0, False)
            raise Died
        write()
        if is_here:
            self.end = ("", 0, False)
            raise Died

    def leaves(self, submission, number):
        self._step("leaves", number, lambda: super(DyingBook, self).leaves(submission, number))

    def answered(self, submission, number, said):
        write = super().answered
        self._step("answered", number, lambda: write(submission, number, said))


def job_of(speaker, book=None, clock=None, request=REQUEST, next_turn=lambda account: 0.0):
    choice = Choice(wording("script"), notes={"experiment": "x", "arm": "a"})
    book = book if book is not None else ExchangesInMemory()
    writer = RemoteWriter(speaker, clock or StoppedClock()).worded(choice, book, next_turn)
    return writer.script_job(request)


def test_the_writer_names_its_model_with_the_wording():
    speaker = ScriptedSpeaker([GOOD])
    writer = RemoteWriter(speaker, StoppedClock())
    with pytest.raises(MachineError, match="nowhere to write"):
        writer.script_job(REQUEST)
    writer = writer.worded(Choice(wording("script")), ExchangesInMemory(), lambda _: 0.0)
    assert (writer.name, writer.model, writer.languages) == ("scripted", "scripted-1+script@1", ())
    assert writer.script_job(REQUEST).recovery is Recovery.NONE


def test_the_first_good_reply_is_the_script(tmp_path):
    speaker = ScriptedSpeaker([GOOD])
    job = job_of(speaker)
    reply = job.submit("key")
    collected = job.collect(reply, tmp_path)
    assert [turn.role for turn in speaker.asked[0]] == ["system", "user"]
    assert collected.cost == reply.cost == CALL
    assert collected.notes["template"] == "script@1"
    assert (collected.notes["experiment"], collected.notes["arm"]) == ("x", "a")
    assert collected.notes["calls"] == [
        {"request_id": "call-1", "usage": {"output_tokens": 1}, "cost": "0.01"}
    ]
    lengths_s = [each["duration_s"] for each in collected.record["scenes"]]
    assert sum(lengths_s) == pytest.approx(20, abs=0.04)
    assert json.loads(reply.payload)["calls"][0]["text"] == GOOD


def test_a_correction_shows_the_reply_and_what_is_wrong_with_it():
    speaker = ScriptedSpeaker([NO_SCRIPT, "{}", GOOD])
    reply = job_of(speaker).submit("key")
    assert isinstance(reply, Reply)
    assert reply.cost.amount == Decimal("0.03")
    second, third = speaker.asked[1], speaker.asked[2]
    assert [turn.role for turn in second] == ["system", "user", "assistant", "user"]
    assert second[2].text == NO_SCRIPT
    assert "no JSON object" in second[3].text
    assert len(third) == 4  # what was wrong before is not shown again
    assert third[2].text == "{}"


def test_more_than_the_longest_conversation_is_held():
    speaker = ScriptedSpeaker([NO_SCRIPT])
    job = job_of(speaker)
    quote = job.quote()
    assert isinstance(job.submit("key"), Failed)
    shown = sum(len(turn.text) for turns in speaker.asked for turn in turns)
    schemas = 3 * len(json.dumps(speaker.schemas[0]))
    real = speaker.price((shown + schemas) // 4, 3 * speaker.most_tokens(20))
    assert real.amount < quote.most.amount < 4 * real.amount


@pytest.mark.parametrize(
    ("step", "number", "after"),
    [(step, number, after) for step in ("leaves", "answered") for number in (1, 2, 3)
     for after in (False, True)],
)  # fmt: skip
def test_whatever_dies_between_calls_none_is_paid_twice(step, number, after):
    speaker = ScriptedSpeaker([NO_SCRIPT, NO_SCRIPT, GOOD])
    book = DyingBook(step, number, after=after)
    with pytest.raises(Died):
        job_of(speaker, book).submit("key")
    paid = len(speaker.bills)
    again = job_of(speaker, book)
    if (step, after) in (("leaves", True), ("answered", False)):
        # it left, or may have: nobody knows, and nothing is asked
        with pytest.raises(UnknownOutcomeError):
            again.seek("key", NOON)
        with pytest.raises(UnknownOutcomeError):
            again.submit("key")
        assert len(speaker.bills) == paid
        return
    found = again.seek("key", NOON - timedelta(hours=1))
    assert len(speaker.bills) == paid  # to look costs nothing
    assert (found is None) == (paid == 0)
    reply = found if isinstance(found, Reply) else again.submit("key")
    assert isinstance(reply, Reply)
    assert len(speaker.bills) == 3
    assert reply.cost.amount == Decimal("0.03")


def test_what_was_never_asked_is_certain():
    assert job_of(ScriptedSpeaker([GOOD])).seek("key", NOON) is None


def test_a_first_call_that_the_vendor_did_not_take_bills_nothing():
    busy = TransientProviderError("busy", provider="scripted", retry_after_s=5)
    book = ExchangesInMemory()
    with pytest.raises(TransientProviderError):
        job_of(ScriptedSpeaker([busy]), book).submit("key")
    assert book.of("key") == ()


def test_a_correction_waits_for_a_busy_vendor():
    busy = TransientProviderError("busy", provider="scripted", retry_after_s=5)
    clock = StoppedClock()
    speaker = ScriptedSpeaker([NO_SCRIPT, busy, GOOD])
    reply = job_of(speaker, clock=clock).submit("key")
    assert isinstance(reply, Reply)
    assert 5 <= clock.slept_s[0] <= 7.5
    assert reply.cost.amount == sum(bill.amount for bill in speaker.bills) == Decimal("0.02")


def test_each_correction_waits_for_a_turn_of_its_own_and_so_does_one_asked_again():
    busy = TransientProviderError("busy", provider="scripted", retry_after_s=5)
    turns, speaker = [], ScriptedSpeaker([NO_SCRIPT, busy, NO_SCRIPT, GOOD])
    job_of(speaker, next_turn=turns.append).submit("key")
    assert len(speaker.asked) == 4
    assert turns == ["scripted"] * 3  # the door has waited for the first one's


def test_a_projects_writer_waits_in_the_line_of_its_account(house, project):
    house.studio.submit(project, "A turtle.", Preferences(duration_s=20))
    rates = RateRules({"scripted": RateLimit(100)})
    line = Limits(house.studio.database, Clock(), rates)

    def stopped():
        line.pause("scripted", 3600)
        return NO_SCRIPT

    writer = RemoteWriter(ScriptedSpeaker([stopped, GOOD]), StoppedClock())
    roster = Roster(text={"scripted": Listing(writer)}, rates=rates)
    asked = replace(house, roster=roster).cast(project).roster.text["scripted"].provider
    with pytest.raises(UnknownOutcomeError, match="its rate limit gives no turn"):
        asked.script_job(REQUEST).submit("key")


def no_turn(account):
    """A line that stands."""
    raise TransientProviderError("no turn", provider=account, retry_after_s=600)


@pytest.mark.parametrize(
    ("second", "next_turn"),
    [
        (GOOD, no_turn),
        (TransientProviderError("busy", provider="x", retry_after_s=600), lambda account: 0.0),
    ],
)
def test_a_correction_that_can_not_be_made_just_now_is_gone_on_with(second, next_turn):
    book, speaker = ExchangesInMemory(), ScriptedSpeaker([NO_SCRIPT, second, GOOD])
    with pytest.raises(UnknownOutcomeError, match="the next run goes on with it"):
        job_of(speaker, book, next_turn=next_turn).submit("key")
    again = job_of(speaker, book)
    assert again.seek("key", NOON) == Begun()
    assert again.submit("key").cost.amount == Decimal("0.02")
    assert speaker.bills == [CALL, CALL]


def test_what_was_paid_is_told_when_a_correction_fails():
    error = PermanentProviderError("no", provider="scripted")
    failed = job_of(ScriptedSpeaker([NO_SCRIPT, error])).submit("key")
    assert failed == Failed(error, CALL)


def test_a_correction_that_got_no_answer_is_not_repeated():
    lost = UnknownOutcomeError("cut", provider="scripted")
    book, speaker = ExchangesInMemory(), ScriptedSpeaker([NO_SCRIPT, lost, GOOD])
    for _ in range(2):
        with pytest.raises(UnknownOutcomeError):
            job_of(speaker, book).submit("key")
    assert len(speaker.asked) == 2


def full():
    """What a speaker raises before anything leaves."""
    raise MachineError("full")


def test_a_first_call_that_the_machine_could_not_make_has_not_left():
    book = ExchangesInMemory()
    with pytest.raises(MachineError):
        job_of(ScriptedSpeaker([full]), book).submit("key")
    assert book.of("key") == ()


def test_a_correction_that_the_machine_could_not_make_is_gone_on_with():
    book, speaker = ExchangesInMemory(), ScriptedSpeaker([NO_SCRIPT, full, GOOD])
    with pytest.raises(UnknownOutcomeError, match=r"goes on with it: full"):
        job_of(speaker, book).submit("key")
    again = job_of(speaker, book)
    assert again.seek("key", NOON) == Begun()
    assert again.submit("key").cost.amount == Decimal("0.02")
    assert len(speaker.bills) == 2


def test_an_answer_that_could_not_be_written_down_may_have_been_paid():
    class Full(ExchangesInMemory):
        def answered(self, submission, number, said):
            raise MachineError("the disk is full")

    speaker = ScriptedSpeaker([GOOD])
    with pytest.raises(UnknownOutcomeError, match=r"of 0\.01 USD, could not be written down"):
        job_of(speaker, Full()).submit("key")
    assert speaker.bills == [CALL]


def test_a_reply_is_collected_twice_alike(tmp_path):
    job = job_of(ScriptedSpeaker([GOOD]))
    reply = job.submit("key")
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, second = job.collect(reply, tmp_path / "a"), job.collect(reply, tmp_path / "b")
    assert first == second
    assert (tmp_path / "a/script.json").read_bytes() == (tmp_path / "b/script.json").read_bytes()


def test_a_prompt_that_can_not_be_asked_holds_no_money():
    with pytest.raises(BadInputError):
        job_of(ScriptedSpeaker([GOOD]), request=ScriptRequest("  ", Preferences()))


def test_raw_replies_are_kept_in_the_studio_database(house):
    book = Exchanges(house.studio.database, StoppedClock())
    speaker = ScriptedSpeaker([NO_SCRIPT])
    failed = job_of(speaker, book).submit("key")
    assert "no usable script in 3 replies" in str(failed.error)
    assert [each.said["text"] for each in book.of("key")] == [NO_SCRIPT] * 3
    assert book.of("other") == ()


def test_narrations_too_long_are_read_faster_or_lengthen_the_film_a_little(tmp_path):
    words = "The turtle walks on over the warm sand and looks for the sea"
    told = [f"{words} {place}." for place in ("alone", "at dawn", "by day", "at dusk", "again")]
    job = job_of(ScriptedSpeaker([script(*told).model_dump_json()]))
    reply = job.submit("key")
    assert isinstance(reply, Reply)
    record = job.collect(reply, tmp_path).record
    total_s = sum(each["duration_s"] for each in record["scenes"])
    assert 20 < total_s <= 22
    assert all((each["duration_s"] * 30) % 1 == pytest.approx(0, abs=1e-4) or
               (each["duration_s"] * 30) % 1 == pytest.approx(1, abs=1e-4)
               for each in record["scenes"])  # fmt: skip


def test_spare_time_goes_to_the_scenes_that_were_planned_longer(tmp_path):
    planned = script()
    longer = planned.scenes[1].model_copy(update={"duration_s": 12.0})
    planned = planned.model_copy(update={"scenes": (planned.scenes[0], longer, planned.scenes[2])})
    job = job_of(ScriptedSpeaker([planned.model_dump_json()]))
    record = job.collect(job.submit("key"), tmp_path).record
    lengths_s = [each["duration_s"] for each in record["scenes"]]
    assert lengths_s[1] > 1.5 * lengths_s[0]
    assert sum(lengths_s) == pytest.approx(20, abs=0.04)
