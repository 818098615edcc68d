"""The studio's core as a resource."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
from pydantic import Field

from manike.ports import (
    Embedder,
    ImageProvider,
    MotionProvider,
    MusicProvider,
    SpeechProvider,
    TextProvider,
    Transcriber,
)
from manike.production.house import House
from manike.production.opening import open_house
from manike.production.provider_plans.providers import Providers
from manike.settings import load_settings
from resources.roster import build_roster


class HouseResource(dg.ConfigurableResource[House]):
    """Database, store, one door and providers; assets and sensors receive the house itself."""

    home: str = Field(default="", description="Home folder; empty takes MANIKE_HOME.")
    text: dg.ResourceDependency[TextProvider]
    image: dg.ResourceDependency[ImageProvider]
    speech: dg.ResourceDependency[SpeechProvider]
    music: dg.ResourceDependency[MusicProvider]
    motion: dg.ResourceDependency[MotionProvider]
    embedder: dg.ResourceDependency[Embedder]
    transcriber: dg.ResourceDependency[Transcriber]

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[House]:
        """Open the house for one run or tick."""
        settings = load_settings({"MANIKE_HOME": str(Path(self.home))} if self.home else None)
        providers = Providers(
            text=self.text,
            image=self.image,
            speech=self.speech,
            music=self.music,
            motion=self.motion,
            embedder=self.embedder,
            transcriber=self.transcriber,
        )
        roster = build_roster(settings)
        with open_house(settings, providers, roster=roster, run_id=context.run_id or "") as house:
            yield house
