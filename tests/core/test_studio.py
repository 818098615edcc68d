import pytest

from manike.errors import BadInputError, ConflictError, MachineError, NotFoundError
from manike.ids import ProjectId, TenantId
from manike.ports import ScriptRequest
from manike.script.preferences import Preferences
from manike.studio.database import VERSION_TABLE, Database, newest_version
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
    with pytest.raises(ConflictError, match="another command"):
        studio.lease(project, two, 60)
    studio.release(project, one)
    studio.lease(project, two, 60)


def test_the_lease_of_a_killed_command_ends_at_once(studio, project):
    studio.submit(project, PROMPT, Preferences())
    host, _pid, _started, thread = owner_name().rsplit(":", 3)
    studio.lease(project, f"{host}:4194303:1:{thread}", 60)
    studio.lease(project, owner_name(), 60)


def test_a_fresh_database_is_migrated_to_the_newest_schema(house):
    assert house.studio.database.schema_version() == newest_version()


def test_the_models_and_the_migrations_agree(house):
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext
    from sqlmodel import SQLModel

    with house.studio.database._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_a_database_that_can_not_be_opened_is_said(tmp_path):
    (tmp_path / "studio.db").mkdir()
    with pytest.raises(MachineError, match="MANIKE_DATABASE_URL"):
        Database(f"sqlite:///{tmp_path / 'studio.db'}").migrate()
