"""``manike submit`` and ``manike video``."""

from pathlib import Path
from typing import Annotated, Any

import typer

from manike.cli.exporting import export_project
from manike.cli.invocation import (
    DEFAULT_TENANT,
    Invocation,
    console,
    print_json,
)
from manike.cli.progress import StageProgress
from manike.errors import BadInputError, ConflictError, ManikeError, NotFoundError
from manike.generation.fingerprint import hash_of
from manike.ids import ProjectId, TenantId
from manike.inbox import read_preferences, slug_of
from manike.production.house import House
from manike.production.plan import StepKind
from manike.production.provider_plans.own_plans import plan_content
from manike.script.preferences import Preferences
from manike.script.text import clean_prompt
from manike.studio.owners import owner_name

Prompt = Annotated[str, typer.Argument(help="What the film is about.", show_default=False)]
Tenant = Annotated[str, typer.Option(help="Whose film it is.")]
Name = Annotated[str, typer.Option("--project", help="Project name; made of the prompt if empty.")]
Aspect = Annotated[str, typer.Option(help="16:9, 9:16 or 1:1.")]
Also = Annotated[
    list[str] | None,
    typer.Option(help="A further shape of the film; may be given several times."),
]
Resolution = Annotated[str, typer.Option(help="720p or 1080p.")]
Duration = Annotated[str, typer.Option(help="Length in seconds, 10 to 300.")]
Characters = Annotated[bool | None, typer.Option(help="With or without characters.")]
Style = Annotated[str, typer.Option(help="Style of the pictures, in a few words.")]
Voice = Annotated[str, typer.Option(help="Narrator's voice.")]
MusicMood = Annotated[str, typer.Option(help="Mood of the music.")]
Captions = Annotated[bool, typer.Option(help="Burn captions into the picture.")]
Language = Annotated[str, typer.Option(help="Language tag, such as en.")]
Seed = Annotated[str, typer.Option(help="Another seed makes another film of the same prompt.")]
Genre = Annotated[str, typer.Option(help="itinerary, story, explainer, advertisement, …")]
Plan = Annotated[
    str, typer.Option(metavar="PLAN", help="Provider plan: a name of manike plan, or a YAML file.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def submit(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    prompt: Prompt,
    tenant: Tenant = DEFAULT_TENANT,
    project: Name = "",
    aspect: Aspect = "16:9",
    also: Also = None,
    resolution: Resolution = "1080p",
    duration: Duration = "45",
    characters: Characters = None,
    style: Style = "",
    voice: Voice = "",
    music_mood: MusicMood = "",
    captions: Captions = True,
    language: Language = "en",
    seed: Seed = "0",
    genre: Genre = "",
    plan: Plan = "",
    review: Annotated[bool, typer.Option(help="Stop after the script for a review.")] = False,
    json: Json = False,
) -> None:
    """Keep a prompt; the studio's sensors make its film."""
    invocation: Invocation = context.obj
    preferences = _preferences(
        aspect=aspect,
        also=also,
        resolution=resolution,
        duration_s=duration,
        characters=characters,
        style=style,
        voice=voice,
        music_mood=music_mood,
        captions=captions,
        language=language,
        seed=seed,
        genre=genre,
        review=review,
    )
    text = clean_prompt(prompt)
    with invocation.house() as house:
        key = _key(tenant, project, text, preferences)
        number = house.submit(key, text, preferences, plan=plan_content(plan, house.roster))
    if json:
        print_json({"project": str(key), "request": number})
    else:
        console.print(f"{key} is submitted as request {number}. Watch it: manike status {key}")


def video(  # noqa: PLR0913, PLR0917 - each is an option of the command
    context: typer.Context,
    prompt: Prompt,
    out: Annotated[Path, typer.Option(help="Folder for the finished film.")] = Path("out"),
    tenant: Tenant = DEFAULT_TENANT,
    project: Name = "",
    aspect: Aspect = "16:9",
    also: Also = None,
    resolution: Resolution = "1080p",
    duration: Duration = "45",
    characters: Characters = None,
    style: Style = "",
    voice: Voice = "",
    music_mood: MusicMood = "",
    captions: Captions = True,
    language: Language = "en",
    seed: Seed = "0",
    genre: Genre = "",
    plan: Plan = "",
    json: Json = False,
) -> None:
    """Make a film now, wait for it, and export it into a folder.

    The same prompt with the same options goes on where it was interrupted.
    """
    invocation: Invocation = context.obj
    preferences = _preferences(
        aspect=aspect,
        also=also,
        resolution=resolution,
        duration_s=duration,
        characters=characters,
        style=style,
        voice=voice,
        music_mood=music_mood,
        captions=captions,
        language=language,
        seed=seed,
        genre=genre,
    )
    text = clean_prompt(prompt)
    key = _key(tenant, project, text, preferences)
    _check_writable(out)
    with StageProgress(console, quiet=json) as progress, invocation.house(progress) as house:
        _submit_once(house, key, text, preferences, plan_content(plan, house.roster))
        with house.studio.leased(key, owner_name()):
            report = _produce(invocation, house, key, progress, out)
    if json:
        print_json(report)
    else:
        console.print(f"{report['title']}: {out / 'film.mp4'}")


def _preferences(**values: Any) -> Preferences:  # noqa: ANN401 - options of the command
    given = {name: value for name, value in values.items() if value is not None and value != ""}
    return read_preferences(given)


def _key(tenant: str, project: str, text: str, preferences: Preferences) -> ProjectId:
    """The project named, or one whose name is made of the prompt and everything asked for."""
    if project:
        return ProjectId(TenantId(tenant), project)
    asked = preferences.model_dump(mode="json", exclude={"also"})
    content = hash_of([text, asked])[:6]
    try:
        words = slug_of(text)[:32].strip("-")
    except BadInputError:
        words = "film"
    return ProjectId(TenantId(tenant), f"{words}-{content}")


def _submit_once(
    house: House, key: ProjectId, text: str, preferences: Preferences, plan: dict[str, Any]
) -> None:
    """Submit, or go on with the project of that very prompt.

    A running studio looks for requests every 0.4 s: a new project is leased as it is submitted.
    """
    if not house.studio.exists(key):
        house.submit(key, text, preferences, plan=plan, owner=owner_name())
        return
    was_text, was = house.studio.prompt(key)
    if (was_text, was.without_also()) != (text, preferences.without_also()):
        raise ConflictError(
            f"{key} exists already with another prompt. Choose another --project name."
        )
    house.studio.want_renditions(key, preferences.also)
    if plan and plan != house.studio.provider_plan(key):
        house.studio.choose_provider_plan(key, plan)


def _produce(
    invocation: Invocation, house: House, key: ProjectId, progress: StageProgress, out: Path
) -> dict[str, Any]:
    from jobs.in_process import InProcess, open_instance

    with open_instance(invocation.settings, keeps_output=False) as instance:
        jobs = InProcess(instance, house, "DEBUG" if invocation.debug else "CRITICAL")
        jobs.produce(key, owner_name(), progress.start)
        progress.start(StepKind.DONE)
        report = export_project(house, key, out)
        try:
            jobs.index_films(key.tenant)
        except ManikeError as error:  # the film is made and exported; the studio tries again
            typer.echo(f"What can be found could not be brought up to date: {error}", err=True)
    return report


def _check_writable(out: Path) -> None:
    """Say so before an hour's work if its result can't be written."""
    parent = next((p for p in (out, *out.resolve().parents) if p.exists()), None)
    if parent is None:
        raise NotFoundError(f"{out} can't be created.")
    if not parent.is_dir():
        raise BadInputError("out", f"{parent} is a file; choose a folder.")
