from manike_assets.scene_chart import Span, chart, most_at_once

SIDE_BY_SIDE = [Span("s000", 0.0, 4.0), Span("s001", 0.0, 2.0), Span("s002", 2.0, 8.0)]


def test_a_scene_that_ends_as_another_begins_is_not_beside_it() -> None:
    assert most_at_once(SIDE_BY_SIDE) == 2
    assert most_at_once([Span("a", 0.0, 1.0), Span("b", 1.0, 2.0)]) == 1
    assert most_at_once([]) == 0


def test_each_scene_has_a_bar_from_its_start_to_its_end() -> None:
    rows = [record.data for record in chart(SIDE_BY_SIDE).records]
    assert rows == [
        {"scene": "s000", "when": "████████████████················", "seconds": "0.0 - 4.0"},
        {"scene": "s001", "when": "████████························", "seconds": "0.0 - 2.0"},
        {"scene": "s002", "when": "········████████████████████████", "seconds": "2.0 - 8.0"},
    ]


def test_scenes_that_took_no_time_still_show() -> None:
    (record,) = chart([Span("s000", 0.0, 0.0)]).records
    assert record.data["when"] == "█" + "·" * 31
