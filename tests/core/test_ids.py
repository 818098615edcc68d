import pytest

from manike.errors import BadInputError
from manike.ids import ProjectId, TenantId, number_of, slot_of


@pytest.mark.parametrize("text", ["acme/spring", "a/b", "9-lives/x-1", f"{'a' * 39}/{'b' * 39}"])
def test_a_project_id_reads_back_as_written(text):
    assert str(ProjectId.parse(text)) == text


@pytest.mark.parametrize(
    "slug",
    ["", "-a", "A", "a b", "..", "a/b", "a|b", "a,b", "ü", "a\n", "a" * 40, "$(id)", "a.b"],
)
def test_a_name_that_is_no_slug_is_refused(slug):
    with pytest.raises(BadInputError, match="tenant"):
        TenantId(slug)


@pytest.mark.parametrize("text", ["acme", "acme/", "/spring", "acme/spring/x", "acme/../x"])
def test_what_is_not_tenant_and_project_is_refused(text):
    with pytest.raises(BadInputError):
        ProjectId.parse(text)


def test_slots_and_numbers_are_each_others_inverse():
    assert [number_of(slot_of(number)) for number in (1, 7, 96)] == [1, 7, 96]


@pytest.mark.parametrize("slot", ["s000", "s097", "s1", "x001", "s0011", ""])
def test_a_slot_that_no_scene_has_is_refused(slot):
    with pytest.raises(BadInputError, match="scene"):
        number_of(slot)
