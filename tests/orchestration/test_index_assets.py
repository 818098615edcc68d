from manike.ids import TenantId
from manike_assets.checks.indexes import INDEXES
from manike_assets.definitions import defs
from tests.orchestration.floor import PROJECT

ACME = TenantId("acme")


def evaluations(result):
    return {each.check_name: each for each in result.get_asset_check_evaluations()}


def test_a_scene_index_shows_its_plots_report_and_figures_and_is_checked(floor):
    floor.prepare(PROJECT)
    done = floor.run("scene_index", key=ACME)
    assert done.success
    shown = done.asset_materializations_for_node("scene_index")[0].metadata
    for name in ("clusters", "similarities"):
        plot = shown[name].value
        assert f"![{name}](/media/acme/-/" in plot and len(plot) < 1000
        sha256 = plot.split("/")[4]
        assert floor.house.blobs.path(ACME, sha256).read_bytes().startswith(b"\x89PNG")
    assert shown["search report"].value.startswith("| scene | found beside it")
    assert shown["recall_at_10"].value == 1.0
    assert {name for name, each in evaluations(done).items() if each.passed} == {
        "finds_the_nearest",
        "holds_exactly_the_live_rows",
        "holds_no_vector_of_another_tenant",
        "is_of_one_model",
    }


def test_every_index_has_the_same_checks():
    graph = defs.resolve_asset_graph()
    for kind, asset in INDEXES.items():
        assert asset.key.to_user_string() == f"{kind}_index"
        assert len([key for key in graph.asset_check_keys if key.asset_key == asset.key]) == 4
