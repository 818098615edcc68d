from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from manike.film import engine
from manike.film.ass import Window, ass_script
from manike.film.brand import BrandKit
from manike.film.captions import Caption, CaptionWord
from manike.film.card_layout import lay_out
from manike.film.cards import Card
from manike.film.engine import engine_of
from manike.film.filters import CaptionFiles, segment_graph
from manike.film.inserts import Insert, InsertKind
from manike.film.job import SourceFile
from manike.film.segments import ClipFrames, Segment, SegmentKind
from manike.generation.fingerprint import hash_of

FPS = Fraction(30)
RECIPE_OF_VERSION = {8: "38747da7f89224b1a76d1c94fec837a2a2be3a47713b75f200a2beb6544aff5e"}


def recipe():
    """Filters and caption script of small examples, which show any change of the look."""
    clip = SourceFile(Path("clip.mp4"), "0" * 64)
    word = CaptionWord("Hello", 3, 9)
    script = ass_script([Caption(1, 3, 9, ((word,),))], Window(0, 12), BrandKit(), (640, 360), FPS)
    segment = Segment(
        scene=1,
        kind=SegmentKind.BODY,
        window=Window(0, 12),
        sources=(ClipFrames(clip, 0), ClipFrames(clip, 0)),
        captions=script,
        font="Roboto",
        logo=clip,
        size_px=(640, 360),
        fps=FPS,
    )
    files = CaptionFiles(Path("captions.ass"), Path("fonts"))
    graphs = [segment_graph(replace(segment, kind=kind), files) for kind in SegmentKind]
    graphs += [
        segment_graph(replace(segment, kind=SegmentKind.INSERT, insert=an_insert(shape)), files)
        for shape in ((640, 480), (1280, 720))
    ]
    title = a_card(InsertKind.TITLE_CARD, is_overlay=True)
    graphs.append(segment_graph(replace(segment, card=title), files))
    cards = [layout_of(a_card(kind)) for kind in (InsertKind.TITLE_CARD, InsertKind.END_CARD)]
    return hash_of([script, graphs, [*cards, layout_of(title)]])


def an_insert(picture_px):
    return Insert(
        kind=InsertKind.INTRO, start_frame=0, frame_count=12, file="i.mp4", picture_px=picture_px
    )


def a_card(kind, *, is_overlay=False):
    logo = SourceFile(Path("logo.png"), "0" * 64)
    words = "The lake at night", "Acme"
    return Card(kind, *words, BrandKit(), logo, (640, 360), FPS, 12, is_overlay=is_overlay)


def layout_of(card):
    """Where everything stands, in whole pixels."""
    layout = lay_out(card)
    texts = [[t.words, *map(round, (t.x, t.y, t.style.size_px))] for t in layout.texts]
    return [texts, [[round(side) for side in mark.box] for mark in layout.marks]]


def test_a_change_of_the_look_raises_the_engine_s_version():
    # Where this fails, raise FILM_ENGINE_VERSION and put the new hash beside it here: finished
    # films are then made again, instead of staying as an older engine made them.
    assert {engine.FILM_ENGINE_VERSION: recipe()} == RECIPE_OF_VERSION


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FILM_ENGINE_VERSION", 99),
        ("SOUND_VERSION", 99),
        ("CARD_VERSION", 99),
        ("AAC_OPTIONS", ("-c:a", "mp3")),
        ("encoder_options", lambda fps: ("-c:v", "libx265")),
        ("ffmpeg_version", lambda: "ffmpeg version 99"),
        ("font_sha256", lambda family: "f" * 64),
    ],
)
def test_everything_of_the_engine_is_part_of_its_key(monkeypatch, name, value):
    before = hash_of(engine_of(FPS))
    monkeypatch.setattr(engine, name, value)
    assert hash_of(engine_of(FPS)) != before
