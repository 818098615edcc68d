"""How ``manike video`` stands beside a running studio."""

import sys
from contextlib import nullcontext

import pytest

from jobs import in_process
from jobs.in_process import InProcess, RunFailedError
from manike.cli import submit
from manike.cli.main import main
from manike.errors import ConflictError
from manike.ids import ProjectId
from manike.settings import load_settings
from manike.studio.database import Database
from manike.studio.repository import Studio

LAKE = ProjectId.parse("acme/lake")


@pytest.fixture
def video(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("MANIKE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("MANIKE_DATABASE_URL", raising=False)
    words = ["video", "A lake.", "--tenant", "acme", "--project", "lake", "--json"]

    def run():
        monkeypatch.setattr(sys, "argv", ["manike", *words, "--out", str(tmp_path / "out")])
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        return end.value.code or 0, said.out, said.err

    return run


def is_leased():
    database = Database(load_settings().database_url)
    studio = Studio(database)
    leased = studio.is_leased(studio.project(LAKE))
    database.close()
    return leased


def test_a_film_is_held_before_anything_else_is_done(video, monkeypatch):
    seen = []

    def look(settings, *, keeps_output):
        seen.append(is_leased())
        raise ConflictError("Enough.")

    monkeypatch.setattr(in_process, "open_instance", look)
    code, _, err = video()
    assert (code, err.strip()) == (1, "Enough.")
    assert (seen, is_leased()) == ([True], False)


def test_a_failed_index_does_not_cost_the_film(video, monkeypatch):
    def fail(self, tenant):
        raise RunFailedError("no embedder")

    monkeypatch.setattr(in_process, "open_instance", lambda *_, **__: nullcontext())
    monkeypatch.setattr(InProcess, "produce", lambda self, project, owner, on_step: None)
    monkeypatch.setattr(InProcess, "index_films", fail)
    monkeypatch.setattr(submit, "export_project", lambda house, key, out: {"title": "A lake"})
    code, out, err = video()
    assert code == 0
    assert '"title": "A lake"' in out
    assert "can be found could not be brought up to date: no embedder" in err
