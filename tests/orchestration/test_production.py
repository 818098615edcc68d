import dagster as dg
import pytest
from sqlmodel import func, select

from manike.errors import NotFoundError, PermanentProviderError
from manike.generation.fingerprint import hash_of
from manike.ids import ProjectId, slot_of
from manike.production.brand.dictionaries import change_pronunciations
from manike.production.films import film_of
from manike.production.overview import view_of
from manike.production.plan import StepKind, next_step
from manike.production.records import TakeManifest
from manike.script.preferences import Preferences
from manike.studio.models import Status, Take
from manike_assets.takes import NewTakes


def takes(house):
    with house.studio.database.transaction() as session:
        return dict(session.exec(select(Take.job, func.count()).group_by(Take.job)).all())


def picture(house, project, number):
    return house.manifests.read(project, "scene_image", TakeManifest, slot_of(number))


def new_takes(asset):
    return dg.RunConfig(ops={asset: NewTakes(new_takes=True)})


def test_three_runs_make_a_film_of_the_planned_length(finished):
    floor, project = finished
    view = view_of(floor.house, project)
    assert view.stages["film"] == (1, 1)
    assert view.frame_count == 10 * 30
    assert takes(floor.house) == {
        "script": 1, "character": 1, "music": 1, "picture": 2, "voice": 2, "clip": 2,
    }  # fmt: skip


def test_a_scene_s_metadata_shows_its_picture_and_figures(finished):
    floor, project = finished
    key = dg.AssetKey("scene_image")
    [record] = floor.instance.fetch_materializations(
        dg.AssetRecordsFilter(asset_key=key, asset_partitions=[f"{project}|s001"]), limit=1
    ).records
    metadata = record.asset_materialization.metadata
    sha256 = picture(floor.house, project, 1).files["image.jpg"]
    assert f"(/media/acme/spring/{sha256}/image.jpg)" in metadata["preview"].value
    assert metadata["made now"].value is True
    assert metadata["cost"].value == "0 USD"
    assert {"seconds", "size_bytes", "provider", "content hash", "files"} <= set(metadata)


def test_a_film_s_metadata_shows_the_size_and_hash_of_its_files(finished):
    floor, project = finished
    [record] = floor.instance.fetch_materializations(dg.AssetKey("final_video"), limit=1).records
    metadata = record.asset_materialization.metadata
    files = film_of(floor.house, project).files
    sizes = [floor.house.file(project, sha256).stat().st_size for sha256 in files.values()]
    assert metadata["size_bytes"].value == sum(sizes) > 0
    assert metadata["content hash"].value == hash_of(files)
    assert metadata["fingerprint"].value == film_of(floor.house, project).wanted


def test_the_content_hash_of_one_file_is_the_file_s(finished):
    floor, _ = finished
    [record] = floor.instance.fetch_materializations(dg.AssetKey("script"), limit=1).records
    metadata = record.asset_materialization.metadata
    sha256 = metadata["content hash"].value
    assert f"/{sha256}/script.json" in metadata["files"].value


def test_making_everything_again_makes_no_take(house, floor, project):
    floor.begin("film")
    before, film = takes(house), film_of(house, project)
    floor.run("script", "approved_script", "character_images", "music", key=project)
    floor.run_scenes(project, 1, 2)
    floor.run("final_video", key=project)
    assert takes(house) == before
    assert film_of(house, project) == film


def test_a_new_take_of_one_scene_changes_that_scene_alone(house, floor, project):
    floor.begin("film")
    before = {number: picture(house, project, number).fingerprint for number in (1, 2)}
    floor.run_scenes(project, 2, 2, "scene_image", config=new_takes("scene_image"))
    after = {number: picture(house, project, number).fingerprint for number in (1, 2)}
    assert after[1] == before[1]
    assert after[2] != before[2]
    assert takes(house)["picture"] == 3


def test_a_brand_change_makes_captions_and_assembly_only(house, floor, project):
    floor.begin("film")
    before, film = takes(house), film_of(house, project).files["film.mp4"]
    house.studio.change_brand(project.tenant, lambda _: {"highlight_colour": "#00ff00"})
    floor.run("script", "approved_script", "character_images", "music", key=project)
    floor.run_scenes(project, 1, 2)
    assert floor.run("final_video", key=project).success
    assert takes(house) == before
    assert film_of(house, project).files["film.mp4"] != film


def test_a_new_pronunciation_is_planned_for_the_scenes_that_say_the_word(finished):
    floor, project = finished
    row = floor.house.studio.project(project)
    change_pronunciations(floor.house, project.tenant, {"boat": "BOHT"})
    step = next_step(floor.house, project, row)
    change_pronunciations(floor.house, project.tenant, {"boat": ""})
    assert (step.kind, step.first_scene, step.last_scene) == (StepKind.SCENES, 1, 1)
    assert next_step(floor.house, project, row).kind is StepKind.DONE


def test_a_failed_scene_does_not_lose_the_others(house, floor, project):
    floor.begin("prepared")
    error = PermanentProviderError("refused", provider="fake")
    house.providers.speech.faults.add("It comes home at night.", error)
    result = floor.run_scenes(project, 1, 2, "voice_over")
    assert not result.success
    made = floor.instance.get_materialized_partitions(dg.AssetKey("voice_over"))
    assert made == {f"{project}|s001"}
    assert floor.run_scenes(project, 1, 2, "voice_over").success
    assert house.providers.speech.asked.count("A boat leaves at dawn.") == 1


def test_a_review_stops_the_film_until_the_script_is_approved(house, floor, project):
    floor.submit(project, preferences=Preferences(duration_s=10, resolution="720p", review=True))
    assert floor.run("script", key=project).success
    assert house.studio.project(project).status == Status.AWAITING_REVIEW
    assert not floor.run("approved_script", key=project).success
    draft = house.studio.draft(project)
    house.studio.approve(project, draft.sha256, "ann")
    assert floor.run("approved_script", key=project).success


def test_two_fresh_houses_make_the_same_film(house, floor, project, finished):
    other, same = finished
    floor.make(project)
    assert film_of(house, project).files == film_of(other.house, same).files


def test_a_check_that_fails_stops_what_depends_on_it(house, floor, project):
    floor.begin("prepared")
    house.providers.transcriber.heard = "something else entirely is said here"
    result = floor.run_scenes(project, 1, 2)
    assert not result.success
    assert view_of(house, project).stages["clips"] == (0, 2)


def test_two_tenants_with_one_project_name_share_nothing(house, floor, project):
    other = ProjectId.parse("globex/spring")
    floor.begin("film")
    floor.submit(other, prompt="Quite another tale. It ends well.")
    floor.run("script", "approved_script", "character_images", "music", key=other)
    assert view_of(house, other).stages["pictures"] == (0, 2)
    for sha256 in film_of(house, project).files.values():
        with pytest.raises(NotFoundError, match="has no file"):
            house.blobs.path(other.tenant, sha256)
