import dagster as dg
import pytest
from dagster._core.definitions.data_version import CachingStaleStatusResolver, StaleStatus
from dagster._core.loader import LoadingContextForTest

from manike.production.scripts import edit_script
from manike_assets.definitions import defs
from manike_assets.partitions import scene_key
from manike_assets.takes import NewTakes

SCENES = ("scene_image", "voice_over", "scene_clip")


def statuses(floor, project):
    """Of all assets that a project's first scene and film are made in."""
    resolver = CachingStaleStatusResolver(
        floor.instance, defs.resolve_asset_graph(), LoadingContextForTest(floor.instance)
    )
    keys = {name: str(scene_key(project, 1)) for name in SCENES} | {"final_video": str(project)}
    return {name: resolver.get_status(dg.AssetKey(name), key) for name, key in keys.items()}


def materialization(floor, asset, project):
    filters = dg.AssetRecordsFilter(
        asset_key=dg.AssetKey(asset), asset_partitions=[str(scene_key(project, 1))]
    )
    [record] = floor.instance.fetch_materializations(filters, limit=1).records
    return record.asset_materialization


def test_scenes_stay_fresh_when_the_same_script_is_written_again(floor, project):
    floor.begin("film")
    floor.run("script", "approved_script", "character_images", "music", key=project)
    assert set(statuses(floor, project).values()) == {StaleStatus.FRESH}


def test_scenes_of_an_edited_script_are_stale(house, floor, project):
    floor.begin("film")
    script = house.approved(project)
    edit_script(house, project, script.model_copy(update={"title": "Another"}), "ann")
    floor.run("approved_script", key=project)
    found = statuses(floor, project)
    assert (found["scene_image"], found["voice_over"]) == (StaleStatus.STALE, StaleStatus.STALE)


def test_a_clip_is_stale_when_its_picture_has_a_new_take(floor, project):
    floor.begin("film")
    floor.run_scenes(project, 1, 1, "scene_image")
    assert statuses(floor, project)["scene_clip"] == StaleStatus.FRESH
    config = dg.RunConfig(ops={"scene_image": NewTakes(new_takes=True)})
    floor.run_scenes(project, 1, 1, "scene_image", config=config)
    assert statuses(floor, project)["scene_clip"] == StaleStatus.STALE


@pytest.mark.parametrize(
    ("asset", "upstream"), [("scene_image", "approved_script"), ("scene_clip", "voice_over")]
)
def test_a_scene_s_record_names_the_versions_it_was_made_from(finished, asset, upstream):
    floor, project = finished
    tags = materialization(floor, asset, project).tags
    if upstream == "approved_script":
        version = floor.house.studio.draft(project).sha256
    else:
        version = materialization(floor, upstream, project).tags["dagster/data_version"]
    assert tags[f"dagster/input_data_version/{upstream}"] == version
    assert tags["dagster/code_version"]
