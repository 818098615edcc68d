"""Spotify as a resource; its credentials are read in the run, never from its settings."""

import dagster as dg
from pydantic import Field

from manike.song_ports import SongCatalogue
from resources.spotify import spotify_catalogue


class SpotifyResource(dg.ConfigurableResource[SongCatalogue]):
    """Spotify under SPOTIPY_CLIENT_ID and SPOTIPY_CLIENT_SECRET, or the files that …_FILE name."""

    base_url: str = Field(default="", description="Another server than Spotify's, or its stand-in.")
    token_url: str = Field(default="", description="Where that server gives tokens.")

    def create_resource(self, context: dg.InitResourceContext) -> SongCatalogue:
        """Build the catalogue."""
        del context
        return spotify_catalogue(base_url=self.base_url, token_url=self.token_url)
