import dagster as dg

from manike.production.clips import clip_of
from manike.production.films import film_of
from manike_assets.lineage import COLUMNS


def test_the_film_shows_what_it_was_made_from(finished):
    floor, project = finished
    event = floor.instance.get_latest_materialization_event(dg.AssetKey("final_video"))
    shown = event.asset_materialization.metadata["lineage"]
    rows = [record.data for record in shown.records]
    assert [(row["from"], row["part"], row["asset"]) for row in rows] == [
        ("", "script", "script"),
        ("0:00.000", "scene 1", "scene_clip"),
        ("0:00.000", "scene 1", "scene_image"),
        ("0:00.000", "scene 1", "character_images"),
        ("0:00.000", "scene 1", "voice_over"),
        ("0:05.000", "scene 2", "scene_clip"),
        ("0:05.000", "scene 2", "scene_image"),
        ("0:05.000", "scene 2", "character_images"),
        ("0:05.000", "scene 2", "voice_over"),
        ("0:00.000", "cue 1", "music"),
    ]
    assert shown.schema == COLUMNS
    assert all(set(row) == {column.name for column in COLUMNS.columns} for row in rows)
    clip = clip_of(floor.house, project, 1)
    assert (rows[1]["take"], rows[1]["content"]) == (1, clip.content_sha256[:12])
    assert rows[4]["made from"] == "A boat leaves at dawn."
    assert rows[1]["cost"] == "0 USD"


def test_the_film_and_its_table_tell_the_same(finished):
    floor, project = finished
    lineage = film_of(floor.house, project).lineage
    assert [take.asset for take in lineage.scenes[2]] == [
        "scene_clip",
        "scene_image",
        "character_images",
        "voice_over",
    ]
