"""Which songs a project's music cues play, where a tenant has chosen them."""

from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel, select

from manike.ids import ProjectId
from manike.studio.models import RequestKind
from manike.studio.projects import Projects
from manike.studio.room import key_of, readable


class SongChoiceRow(SQLModel, table=True):
    """A song that a cue plays; what its content says is not known here."""

    __tablename__ = "song_choice"

    tenant: str = Field(primary_key=True, max_length=39)
    project: str = Field(primary_key=True, max_length=39)
    cue: int = Field(primary_key=True)
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class SongChoices(Projects):
    """The songs that tenants have chosen for cues."""

    def song_choices(self, project: ProjectId) -> dict[int, dict[str, Any]]:
        """What was chosen, by cue number; cues that are composed are not there."""
        tenant, slug = key_of(project)
        query = select(SongChoiceRow).where(
            SongChoiceRow.tenant == tenant, SongChoiceRow.project == slug
        )
        with readable(f"The songs of {project}"), self.database.transaction() as session:
            return {row.cue: dict(row.content) for row in session.exec(query)}

    def choose_song(self, project: ProjectId, cue: int, content: dict[str, Any]) -> None:
        """Have a cue play a song, or, with empty content, have it composed; the film follows.

        Raises:
            NotFoundError: no such project.
            BadInputError: the project is archived.
        """
        with self.database.transaction() as session:
            before = session.get(SongChoiceRow, (*key_of(project), cue))
            if (before.content if before else {}) == content:
                return
            if before is not None:
                session.delete(before)
                session.flush()
            tenant, slug = key_of(project)
            if content:
                session.add(SongChoiceRow(tenant=tenant, project=slug, cue=cue, content=content))
            details = {"cue": cue, "song": content.get("id", "")}
            self._take_up_again(session, project, RequestKind.REGENERATE, details)
            self._audit(session, project, "choose song", details)
