import threading
from functools import partial

import pytest

from manike.errors import BadInputError, ConflictError, ManikeError, NotFoundError, StoreError
from manike.ids import ProjectId, TenantId
from manike.ports import ScriptRequest
from manike.script.preferences import Preferences
from manike.studio.models import RequestKind, Status
from manike.studio.owners import owner_name
from manike.testing.fakes import FakeWriter

PROMPT = "A boat leaves at dawn. It comes home at night."


@pytest.fixture
def studio(house):
    return house.studio


@pytest.fixture
def script():
    return FakeWriter().write_script(ScriptRequest(PROMPT, Preferences(duration_s=10)))


def test_a_prompt_is_kept_with_its_request(studio, project):
    preferences = Preferences(duration_s=20, seed=7)
    number = studio.submit(project, PROMPT, preferences)
    assert studio.prompt(project) == (PROMPT, preferences)
    [request] = studio.open_requests()
    assert (request.id, request.project, request.kind) == (number, project, RequestKind.PRODUCE)


def test_a_second_project_of_one_name_is_refused_whole(studio, project):
    studio.submit(project, PROMPT, Preferences())
    with pytest.raises(ConflictError, match="exists already"):
        studio.submit(project, "Another.", Preferences())
    assert len(studio.open_requests()) == 1


def test_two_tenants_may_use_one_project_name(studio, project):
    other = ProjectId.parse("globex/spring")
    studio.submit(project, PROMPT, Preferences())
    studio.submit(other, "Another film.", Preferences())
    assert studio.prompt(other)[0] == "Another film."
    assert [row.slug for row in studio.projects(TenantId("globex"))] == ["spring"]


def test_an_unknown_project_is_not_found(studio, project):
    with pytest.raises(NotFoundError, match="acme/spring"):
        studio.project(project)


def test_a_project_at_rest_is_not_open(studio, project):
    studio.submit(project, PROMPT, Preferences())
    assert len(studio.open_projects()) == 1
    studio.advance(project, Status.DONE)
    assert studio.open_projects() == []
    assert studio.open_requests() == []


def test_an_approval_holds_for_one_exact_script(studio, project, script):
    studio.submit(project, PROMPT, Preferences(review=True))
    draft = studio.save_script(project, script, "writer")
    studio.approve(project, draft.sha256, "ann")
    edited = studio.save_script(project, script.model_copy(update={"title": "New"}), "ann")
    assert studio.approval(project, draft.sha256) == "ann"
    assert studio.approval(project, edited.sha256) is None


def test_an_outdated_script_can_not_be_approved(studio, project, script):
    studio.submit(project, PROMPT, Preferences(review=True))
    draft = studio.save_script(project, script, "writer")
    studio.save_script(project, script.model_copy(update={"title": "New"}), "ann")
    with pytest.raises(ConflictError, match="changed meanwhile"):
        studio.approve(project, draft.sha256, "ann")


def test_the_same_script_is_kept_as_one_revision(studio, project, script):
    studio.submit(project, PROMPT, Preferences())
    first = studio.save_script(project, script, "writer")
    assert studio.save_script(project, script, "writer").revision == first.revision == 1


def test_approving_makes_a_request_that_sensors_see(studio, project, script):
    studio.submit(project, PROMPT, Preferences(review=True))
    draft = studio.save_script(project, script, "writer")
    studio.advance(project, Status.AWAITING_REVIEW)
    studio.approve(project, draft.sha256, "ann")
    assert [request.kind for request in studio.open_requests()] == [RequestKind.CONTINUE]
    assert [row.slug for row in studio.open_projects()] == ["spring"]


def test_a_run_that_asks_twice_raises_a_take_number_once(studio, project):
    studio.submit(project, PROMPT, Preferences())
    for _ in range(2):
        studio.ask_for_new_takes(project, [("picture", "s001")], run_id="run-1")
    assert studio.take_numbers(project) == {("picture", "s001"): 2}
    studio.ask_for_new_takes(project, [("picture", "s001")], run_id="run-2")
    assert studio.take_numbers(project) == {("picture", "s001"): 3}


def test_an_archived_project_is_not_reopened(studio, project):
    studio.submit(project, PROMPT, Preferences())
    studio.archive(project)
    studio.advance(project, Status.MAKING_SCENES)
    assert studio.project(project).status == Status.ARCHIVED
    with pytest.raises(BadInputError, match="archived"):
        studio.retry(project)


def test_a_leased_project_is_refused_to_another_command(studio, project):
    studio.submit(project, PROMPT, Preferences())
    one, two = owner_name(lambda: 1), owner_name(lambda: 2)
    studio.lease(project, one, 60)
    studio.lease(project, one, 60)
    with pytest.raises(ConflictError, match=rf"another command, {one}\. Wait for it or stop it"):
        studio.lease(project, two, 60)
    studio.release(project, one)
    studio.lease(project, two, 60)


def test_the_lease_of_a_killed_command_ends_at_once(studio, project):
    studio.submit(project, PROMPT, Preferences())
    host, _pid, _started, thread = owner_name().rsplit(":", 3)
    studio.lease(project, f"{host}:4194303:1:{thread}", 60)
    studio.lease(project, owner_name(), 60)


def test_a_submitted_film_may_be_leased_from_the_first_moment(studio, project):
    studio.submit(project, PROMPT, Preferences(), owner=owner_name())
    assert studio.is_leased(studio.project(project))


def test_a_lease_is_given_back_after_its_block(studio, project):
    studio.submit(project, PROMPT, Preferences())
    with studio.leased(project, owner_name()):
        assert studio.is_leased(studio.project(project))
    assert not studio.is_leased(studio.project(project))


def test_a_lease_is_renewed_while_its_block_runs(studio, project, monkeypatch):
    studio.submit(project, PROMPT, Preferences())
    renewed, renew = threading.Event(), studio._renew

    def and_tell(*args):
        is_ours = renew(*args)
        renewed.set()
        return is_ours

    monkeypatch.setattr(studio, "_renew", and_tell)
    monkeypatch.setattr("manike.studio.leases._RENEW_S", 0.01)
    with studio.leased(project, owner_name()):
        assert renewed.wait(30)
        assert studio.is_leased(studio.project(project))


def test_a_renewed_lease_lasts_longer(studio, project):
    studio.submit(project, PROMPT, Preferences())
    studio.lease(project, owner_name(), 1)
    before = studio.project(project).lease_until
    assert studio._renew(project, owner_name())
    assert studio.project(project).lease_until > before


def test_a_lease_that_was_taken_over_is_not_renewed(studio, project):
    studio.submit(project, PROMPT, Preferences())
    studio.lease(project, owner_name(lambda: 1), 0)
    studio.lease(project, owner_name(lambda: 2), 60)
    assert not studio._renew(project, owner_name(lambda: 1))
    assert studio.project(project).lease_owner == owner_name(lambda: 2)


def test_each_way_to_take_a_project_up_again_has_run_keys_of_its_own(studio, project, script):
    studio.submit(project, PROMPT, Preferences())
    other = script.model_copy(update={"title": "New"})
    attempts = [studio.project(project).attempt]
    for wanted in (script, other, script):
        draft = studio.save_script(project, wanted, "ann")
        studio.advance(project, Status.DONE)
        studio.approve(project, draft.sha256, "ann")
        attempts.append(studio.project(project).attempt)
    for ask in (studio.retry, partial(studio.regenerate, subjects=[("picture", "s001")])):
        studio.advance(project, Status.FAILED)
        ask(project)
        attempts.append(studio.project(project).attempt)
    assert attempts == sorted(set(attempts))


def test_an_edit_while_a_run_works_has_run_keys_of_its_own(studio, project, script):
    studio.submit(project, PROMPT, Preferences())
    studio.save_script(project, script, "writer")
    assert studio.project(project).attempt == 0
    studio.save_script(project, script.model_copy(update={"title": "New"}), "ann")
    studio.save_script(project, script, "ann")
    assert studio.project(project).attempt == 2


@pytest.mark.parametrize("change", ["regenerate", "new takes", "edit", "retry"])
def test_a_conclusion_from_an_outdated_look_is_not_kept(studio, project, script, change):
    studio.submit(project, PROMPT, Preferences())
    seen = studio.project(project)
    {
        "regenerate": lambda: studio.regenerate(project, [("picture", "s001")]),
        "new takes": lambda: studio.ask_for_new_takes(project, [("picture", "s001")]),
        "edit": lambda: studio.save_script(project, script, "ann"),
        "retry": lambda: studio.retry(project),
    }[change]()
    assert not studio.advance(project, Status.DONE, planned_from=seen)
    assert studio.project(project).is_open
    assert studio.advance(project, Status.DONE, planned_from=studio.project(project))
    assert not studio.project(project).is_open


def test_open_projects_of_one_tenant_hide_no_other(studio):
    for name in ("acme/a", "acme/b", "acme/c", "globex/only"):
        studio.submit(ProjectId.parse(name), PROMPT, Preferences())
    found = studio.open_projects(limit=2)
    assert [(row.tenant, row.slug) for row in found] == [("acme", "a"), ("globex", "only")]


def test_requests_of_one_tenant_or_kind_hide_no_other(studio):
    for name in ("acme/a", "acme/b", "acme/c", "globex/only"):
        studio.submit(ProjectId.parse(name), PROMPT, Preferences())
    studio.retry(ProjectId.parse("acme/a"))
    found = studio.open_requests(RequestKind.PRODUCE, limit=2)
    assert [str(request.project) for request in found] == ["acme/a", "globex/only"]
    assert [r.kind for r in studio.open_requests(RequestKind.RETRY, limit=1)] == ["retry"]


def test_what_was_asked_of_a_project_is_known(studio, project):
    studio.submit(project, PROMPT, Preferences())
    assert studio.is_asked(project, RequestKind.PRODUCE)
    assert not studio.is_asked(project, RequestKind.RETRY)


def test_a_film_made_after_another_has_an_index_mark_of_its_own(studio, project):
    studio.submit(project, PROMPT, Preferences())
    marks = []
    for film in ("a", "a", "b", "a"):
        studio.want_index(project, film)
        marks.append(studio.index_wanted(project.tenant))
    assert marks[0] == marks[1]
    assert len(set(marks)) == 3
    studio.index_built(project.tenant, marks[-1])
    assert studio.stale_indexes() == []


@pytest.mark.parametrize("stored", ['{"duration_s": "long"}', "{", "null"])
def test_preferences_that_can_not_be_read_are_said(studio, project, stored):
    studio.submit(project, PROMPT, Preferences())
    write_raw(studio, "UPDATE prompt SET preferences = '%s'", stored)
    with pytest.raises(StoreError, match="The prompt of acme/spring in the studio database"):
        studio.prompt(project)


def test_a_script_that_can_not_be_read_is_said(studio, project, script):
    studio.submit(project, PROMPT, Preferences())
    studio.save_script(project, script, "writer")
    write_raw(studio, "UPDATE script_revision SET script = '%s'", '{"title": 3}')
    with pytest.raises(StoreError, match="The script of acme/spring in the studio database"):
        studio.draft(project)


def write_raw(studio, statement, value):
    """Put a value into a column that its model would refuse."""
    if value == "{" and studio.database.url.startswith("postgresql"):
        pytest.skip("PostgreSQL keeps no broken JSON.")
    with studio.database.transaction() as session:
        session.connection().exec_driver_sql(statement % value)


def at_once(*calls):
    """Make calls at the same moment; returns what they return or raise, sorted by its kind."""
    barrier, results = threading.Barrier(len(calls)), []

    def work(call):
        barrier.wait()
        try:
            results.append(call())
        except ManikeError as error:
            results.append(error)

    threads = [threading.Thread(target=work, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results, key=lambda result: type(result).__name__)


@pytest.mark.parametrize("turn", range(4))
def test_of_two_commands_one_gets_the_lease(studio, project, turn):
    studio.submit(project, PROMPT, Preferences())
    owners = [owner_name(lambda: 1), owner_name(lambda: 2)]
    refused, leased = at_once(*(partial(studio.lease, project, owner, 60) for owner in owners))
    assert (type(refused), leased) == (ConflictError, None)


def test_of_two_submissions_one_is_refused(studio, project):
    refused, number = at_once(*[partial(studio.submit, project, PROMPT, Preferences())] * 2)
    assert "acme/spring exists already" in str(refused)
    assert [request.id for request in studio.open_requests()] == [number]


def test_a_new_tenant_may_submit_two_films_at_once(studio):
    names = ["acme/one", "acme/two"]
    results = at_once(
        *(partial(studio.submit, ProjectId.parse(name), PROMPT, Preferences()) for name in names)
    )
    assert [type(result) for result in results] == [int, int]
    assert studio.tenants() == [TenantId("acme")]


def test_no_request_for_a_new_take_is_lost(studio, project):
    studio.submit(project, PROMPT, Preferences())
    ask = partial(studio.ask_for_new_takes, project, [("picture", "s001")])
    assert at_once(*(partial(ask, run_id=f"run-{number}") for number in range(4))) == [None] * 4
    assert studio.take_numbers(project) == {("picture", "s001"): 5}


def test_edits_at_once_are_revisions_after_one_another(studio, project, script):
    studio.submit(project, PROMPT, Preferences())
    edits = [script.model_copy(update={"title": f"Title {number}"}) for number in range(3)]
    drafts = at_once(*(partial(studio.save_script, project, edit, "ann") for edit in edits))
    assert sorted(draft.revision for draft in drafts) == [1, 2, 3]
