"""A tenant's own recording as the film's music: by its right to it, at no cost twice."""

import numpy as np
import pytest
from sqlmodel import func, select

from manike.errors import BadInputError, NotFoundError
from manike.media.sound import SAMPLE_RATE_HZ, read_wav, write_wav
from manike.ports import Music
from manike.production.catalogues.song_choices import choices_of, compose_instead, use_song
from manike.production.catalogues.songs import load_songs
from manike.production.films import film_of
from manike.production.plan import StepKind, next_step
from manike.production.provider_plans.estimates import estimates
from manike.production.records import MusicCues
from manike.production.search.song_index import match_songs
from manike.quality.levels import measure_levels
from manike.studio.models import Take

COLUMNS = "id,title,artists,duration_s,tempo_bpm,licence,file\n"


@pytest.fixture
def songs(house, project, tmp_path):
    """A catalogue with one song that may be used, and others that may not."""
    seconds = np.arange(30 * SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    tone = 0.2 * np.sin(2 * np.pi * 330 * seconds) * (0.6 + 0.4 * np.sin(2 * np.pi * seconds))
    write_wav(tmp_path / "salt.wav", tone.astype(np.float32))
    (tmp_path / "text.wav").write_text("no sound")
    rows = tmp_path / "songs.csv"
    rows.write_text(
        COLUMNS
        + "salt,Salt,Hollow Pine,30,120,CC BY 4.0,salt.wav\n"
        + "free,Free,Hollow Pine,30,,,salt.wav\n"
        + "known,Known,Hollow Pine,200,,own work,\n"
        + "gone,Gone,Hollow Pine,200,,own work,gone.wav\n"
        + "text,Text,Hollow Pine,200,,own work,text.wav\n"
        + "blip,Blip,Hollow Pine,2,,own work,salt.wav\n"
    )
    load_songs(house, project.tenant, rows)


@pytest.fixture
def film(floor, house, project, tmp_path):
    floor.begin("film")
    return film_of(house, project)


def takes(house):
    with house.studio.database.transaction() as session:
        return dict(session.exec(select(Take.job, func.count()).group_by(Take.job)).all())


def cue(house, project):
    return house.manifests.read(project, "music", MusicCues).takes[1]


def step(house, project):
    return next_step(house, project, house.studio.project(project)).kind


def test_only_the_music_and_the_film_are_made_again(film, songs, floor, house, project):
    before, composed = takes(house), cue(house, project)
    assert step(house, project) is StepKind.DONE

    use_song(house, project, 1, "salt")

    assert (step(house, project), house.studio.project(project).is_open) == (StepKind.PREPARE, True)
    assert floor.run("music", key=project).success
    assert takes(house) == before | {"music": before["music"] + 1}
    assert step(house, project) is StepKind.FILM
    assert floor.run("final_video", key=project).success
    assert step(house, project) is StepKind.DONE
    assert film_of(house, project).files["film.mp4"] != film.files["film.mp4"]

    compose_instead(house, project, 1)

    assert floor.run("music", key=project).success
    assert cue(house, project).fingerprint == composed.fingerprint
    assert takes(house)["music"] == before["music"] + 1
    assert choices_of(house, project) == {}


def test_the_recording_is_fitted_to_the_cue_and_says_by_what_right(
    film, songs, floor, house, project
):
    use_song(house, project, 1, "salt")
    floor.run("music", key=project)
    take = cue(house, project)
    music = take.record(Music)
    file = house.file(project, take.files[music.file])
    samples, rate_hz = read_wav(file)
    assert (samples.shape[0] / rate_hz, music.duration_s) == (10.0, 10.0)
    assert measure_levels(file).lufs == pytest.approx(-18, abs=1)
    assert np.abs(samples[-200:]).max() < 0.01
    assert (take.provider, take.cost, take.prompt) == ("own", 0, "Salt by Hollow Pine (CC BY 4.0)")


def test_what_a_film_costs_counts_no_composer_for_a_chosen_song(film, songs, house, project):
    use_song(house, project, 1, "salt")
    [found] = [each for each in estimates(house, project) if each.asset == "music"]
    assert (found.provider, found.most.amount, found.is_there) == ("own", 0, False)
    assert found.why == "a recording was chosen: Salt by Hollow Pine (CC BY 4.0)"


def test_to_choose_the_same_song_again_asks_for_nothing(film, songs, floor, house, project):
    use_song(house, project, 1, "salt")
    floor.run("music", key=project)
    floor.run("final_video", key=project)
    row = house.studio.project(project)
    use_song(house, project, 1, "salt")
    compose_instead(house, project, 1)
    compose_instead(house, project, 1)
    assert house.studio.project(project).attempt == row.attempt + 1


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        ((1, "free"), BadInputError, "no licence is stated for 'Free', so it is not used"),
        ((1, "known"), BadInputError, "knows 'Known' but has no recording of it"),
        ((1, "gone"), BadInputError, "gone.wav can't be read: No such file"),
        ((1, "text"), BadInputError, "text.wav can't be used: It is no sound"),
        ((1, "blip"), BadInputError, "lasts 2.0 s: too short to be repeated"),
        ((2, "salt"), BadInputError, "cue: 2 is not between 1 and 1"),
        ((1, "nobody"), NotFoundError, "no song 'nobody'"),
    ],
)
@pytest.mark.usefixtures("film", "songs")
def test_a_song_that_can_not_be_used_says_why_and_changes_nothing(
    asked, error, said, house, project
):
    with pytest.raises(error) as refused:
        use_song(house, project, *asked)
    assert said in str(refused.value)
    assert choices_of(house, project) == {}
    assert step(house, project) is StepKind.DONE


def test_the_songs_of_a_film_s_cues_are_ranked_with_reasons(film, songs, house, project):
    [found] = match_songs(house, project, 3)
    assert (found.cue.number, found.length_s) == (1, 10.0)
    assert len(found.matches) == 3
    assert [m.score for m in found.matches] == sorted(
        (m.score for m in found.matches), reverse=True
    )
    salt = next(m for m in match_songs(house, project, 9)[0].matches if m.song.id == "salt")
    assert salt.reasons[2:] == ("0:30, faded out after 0:10", "may be used: CC BY 4.0")
