"""What picture models are asked in words."""

from manike.ports import CharacterImageRequest, ScenePictureRequest
from manike.script.models import Acting, Character, Scene, Setting
from manike.script.vocabulary import Expression, Place, Pose
from resources.picture_prompts import Numbered, character_prompt, scene_prompt

MIRA = Character(name="Mira", description="A girl in a red coat", age="child", gender="female")
SCENE = Scene(
    number=1,
    title="The lake",
    description="A girl stands at a quiet lake",
    narration="Come and see it.",
    setting=Setting(place=Place.LAKE, landmark="jetty"),
    characters=("Mira",),
    acting=(Acting(name="Mira", pose=Pose.WAVE, expression=Expression.HAPPY, holds="lantern"),),
    subjects=("boat", "heron"),
    duration_s=4.0,
)


def asked(references, **changes):
    scene = SCENE.model_copy(update=changes)
    return scene_prompt(
        ScenePictureRequest(scene, (MIRA,), {}, "ink", 7, 1, (320, 180)), references
    )


def test_a_character_sheet_says_who_it_is_and_in_which_style():
    text = character_prompt(CharacterImageRequest(MIRA, "ink", 7, 1, (320, 180)))
    assert "in this style: ink" in text
    assert "One child person, female, named Mira: A girl in a red coat." in text
    plain = MIRA.model_copy(update={"gender": "unspecified"})
    text = character_prompt(CharacterImageRequest(plain, "", 7, 1, (320, 180)))
    assert "in this style" not in text
    assert "One child person, named Mira" in text


def test_a_scene_says_all_that_the_script_fixes():
    text = asked(Numbered({"Mira": 1}, style_frame=2))
    assert text.splitlines() == [
        "A frame of a film, in this style: ink. A girl stands at a quiet lake",
        "Place: lake, day, summer, weather clear. In view: jetty.",
        "Mood: calm. Shot: wide.",
        "It shows: boat, heron.",
        "Mira: A girl in a red coat; drawn in reference image 1, the same face, hair and clothes.",
        "Mira (wave) looks happy and holds lantern.",
        "Keep the colours, light and line of reference image 2.",
        "Keep what matters away from the edges: they are cut.",
        "No text, no letters, no watermark.",
    ]


def test_words_are_painted_only_where_a_caption_asks_for_them():
    text = asked(Numbered({}), caption="The End")
    assert text.endswith('Large and well spelled in the picture: "The End". No other text.')
    assert "reference image" not in text


def test_a_text_of_a_tenant_is_no_template():
    assert "{{ 7 * 7 }}" in asked(Numbered({}), description="{{ 7 * 7 }}")
