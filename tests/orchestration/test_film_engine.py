from manike.film import engine
from manike.production.films import film_of
from manike.production.overview import view_of
from manike.production.plan import StepKind, next_step


def test_film_of_an_older_engine_is_made_again(house, floor, project, monkeypatch):
    floor.begin("film")
    before, row = film_of(house, project), house.studio.project(project)
    assert next_step(house, project, row).kind is StepKind.DONE
    monkeypatch.setattr(engine, "FILM_ENGINE_VERSION", engine.FILM_ENGINE_VERSION + 1)
    assert next_step(house, project, row).kind is StepKind.FILM
    floor.run("final_video", key=project)
    assert film_of(house, project).wanted != before.wanted
    assert next_step(house, project, row).kind is StepKind.DONE
    assert view_of(house, project).stages["film"] == (1, 1)
