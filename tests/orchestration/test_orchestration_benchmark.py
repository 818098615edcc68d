from collections import Counter

from dagster import RunsFilter

from benchmarks.orchestration.floor import Place, opened
from benchmarks.orchestration.past import TENANTS_COUNT, fill
from manike.ids import ProjectId, TenantId
from manike_assets.partitions import PROJECTS

FILMS = 2 * TENANTS_COUNT


def test_a_filled_installation_holds_the_runs_and_keys_of_its_films(tmp_path):
    with opened(Place(tmp_path, postgres_url="")) as floor:
        fill(floor, FILMS)
        keys = floor.instance.get_dynamic_partitions(PROJECTS.name)
        assert len([key for key in keys if "/done-" in key]) == FILMS
        one = ProjectId.parse("tenant-3/done-23")
        runs = floor.instance.get_runs(RunsFilter(tags={"tenant": "tenant-3", "project": one.slug}))
        assert Counter(run.job_name for run in runs) == {
            "write_and_prepare": 1,
            "make_scenes": 1,
            "make_film": 1,
        }
        assert {run.tags["tenant"] for run in runs} == {"tenant-3"}
        assert [row.slug for row in floor.house.studio.projects(TenantId("tenant-3"))] == [
            "done-23",
            "done-3",
        ]
        assert floor.house.studio.approval(one, floor.house.studio.draft(one).sha256) is not None
