"""The timeline with intro, cards and outro: what follows is heard and seen later."""

from fractions import Fraction

import opentimelineio as otio
import pytest

from manike.film.brand import BrandKit
from manike.film.brand_clips import ClipFacts
from manike.film.captions import plan_captions
from manike.film.inserting import Branding, with_inserts
from manike.film.inserts import InsertKind
from manike.film.moments import moment_of
from manike.film.otio import to_otio
from manike.film.otio_sound import film_sounds, insert_sounds
from manike.film.timeline import FilmFormat, Timeline, plan_timeline, sample_of
from manike.ports import Music, VoiceOver, Word
from manike.script.models import MusicCue, Scene, ScriptBreakdown, Setting
from manike.script.vocabulary import Mood, Place, Transition

RATES = [Fraction(30), Fraction(25), Fraction(24_000, 1001), Fraction(30_000, 1001), Fraction(60)]
WHOLE = BrandKit(
    intro_sha256="a" * 64,
    outro_sha256="b" * 64,
    title_style="card",
    end_card="card",
    call_to_action="Book now",
)
CLIPS = {
    InsertKind.INTRO: ClipFacts(2.5, (640, 480), True),
    InsertKind.OUTRO: ClipFacts(1.0, (640, 480), False),
}


def a_timeline(fps=Fraction(30), scene_count=3):
    scenes = tuple(
        Scene(
            number=number,
            title=f"Part {number}",
            description="A lake.",
            narration="Hello there.",
            setting=Setting(place=Place.LAKE),
            duration_s=3.3,
            transition=Transition.CROSSFADE,
        )
        for number in range(1, scene_count + 1)
    )
    cue = MusicCue(
        number=1, first_scene=1, last_scene=scene_count, mood=Mood.CALM, tempo_bpm=90, key="C major"
    )
    script = ScriptBreakdown(title="The lake", logline="L", scenes=scenes, music=(cue,))
    words = (Word(text="Hello", start_s=0.1, end_s=0.5), Word(text="there.", start_s=0.6, end_s=1))
    voice = VoiceOver(
        file="v.wav", duration_s=61_234 / 48_000, sample_count=61_234, voice="v", words=words
    )
    music = Music(file="m.wav", duration_s=9.0, bar_s=1.5, ending_s=7.5)
    voices = dict.fromkeys(range(1, scene_count + 1), voice)
    return plan_timeline(script, voices, {1: music}, FilmFormat((640, 360), fps))


def whole(fps=Fraction(30), scene_count=3):
    return with_inserts(a_timeline(fps, scene_count), Branding(WHOLE, "Acme", CLIPS))


def test_film_without_a_brand_is_as_it_was():
    assert with_inserts(a_timeline(), Branding(BrandKit())) == a_timeline()


def test_inserts_stand_around_the_scenes_in_order():
    film = whole()
    assert [(each.kind.value, each.start_frame, each.frame_count) for each in film.inserts] == [
        ("intro", 0, 75),
        ("title_card", 75, 90),
        ("end_card", 462, 120),
        ("outro", 582, 30),
    ]
    assert [scene.start_frame for scene in film.scenes] == [165, 264, 363]
    assert film.frame_count == 612
    assert film.inserts[1].text == "The lake"
    assert film.inserts[2].text == "Acme\nBook now"


@pytest.mark.parametrize("fps", RATES, ids=str)
def test_narration_and_captions_keep_their_place_in_the_scene(fps):
    bare, film = a_timeline(fps), whole(fps)
    shift = film.scenes[0].start_frame
    for before, after in zip(bare.scenes, film.scenes, strict=True):
        assert after.start_frame == before.start_frame + shift
        lead = before.narration.start_sample - sample_of(before.start_frame, fps)
        assert after.narration.start_sample - sample_of(after.start_frame, fps) == lead
        assert after.narration.start_s == after.narration.start_sample / 48_000
    spans = [(c.start_frame + shift, c.end_frame + shift) for c in plan_captions(bare)]
    assert [(c.start_frame, c.end_frame) for c in plan_captions(film)] == spans


def test_music_plays_from_the_title_to_the_end_of_the_end_card():
    film = whole()
    cue = film.music[0]
    assert (cue.start_frame, cue.start_frame + cue.frame_count) == (75, 582)
    _, pieces = film_sounds(film)
    assert pieces[0].heard_at == sample_of(75, film.rate)
    assert max(each.heard_at + each.length for each in pieces) <= sample_of(582, film.rate)
    assert [(s.name, s.heard_at, s.length) for s in insert_sounds(film)] == [("Intro", 0, 120_000)]


def test_moment_in_an_insert_names_it_and_no_scene():
    film = whole()
    intro, card, scene = (moment_of(film, frame) for frame in (74, 75, 165))
    assert (intro.insert.kind, intro.seen, intro.cues) == (InsertKind.INTRO, (), ())
    assert card.insert.kind is InsertKind.TITLE_CARD
    assert [cue.number for cue in card.cues] == [1]
    assert (scene.insert, scene.seen[0].scene.number) == (None, 1)
    assert moment_of(film, 600).cues == ()


@pytest.mark.parametrize("fps", RATES, ids=str)
def test_cut_for_editors_has_every_insert_at_its_frame(fps):
    film = whole(fps)
    cut = otio.adapters.read_from_string(to_otio(film), "otio_json")
    picture = [each for each in cut.video_tracks()[0] if isinstance(each, otio.schema.Clip)]
    planned = [(each.start_frame, each.frame_count) for each in (*film.inserts, *film.scenes)]
    placed = [each.range_in_parent() for each in picture]
    assert [(at.start_time.value, at.duration.value) for at in placed] == sorted(planned)
    assert picture[0].media_reference.target_url == "clips/intro.mp4"
    assert picture[0].metadata["manike"]["sha256"] == "a" * 64
    assert cut.duration().value == film.frame_count


def test_timeline_with_inserts_survives_json():
    film = whole()
    assert Timeline.from_json(film.model_dump_json()) == film


def test_one_scene_stands_between_both_clips():
    film = whole(scene_count=1)
    assert [film.scenes[0].start_frame, film.scenes[0].end_frame] == [165, 264]
    assert film.frame_count == 414


def test_title_lies_over_the_first_scene_unless_it_has_words():
    brand = BrandKit(title_style="scene")
    film = with_inserts(a_timeline(), Branding(brand))
    assert (film.title_overlay.start_frame, film.title_overlay.frame_count) == (9, 75)
    assert film.inserts == ()
    assert with_inserts(a_timeline(), Branding(brand, is_titled=True)).title_overlay is None
