"""The jobs on what a tenant can find: each is one run on a tenant."""

from collections.abc import Mapping

import dagster as dg

from manike_assets.assets.experiences import experience_catalog, experience_index
from manike_assets.assets.footage import shot_index
from manike_assets.assets.search import IndexConfig, scene_index
from manike_assets.assets.songs import (
    CatalogConfig,
    song_catalog,
    song_embeddings,
    song_index,
)

INDEXES = [scene_index, shot_index, song_index, experience_index]

OF_FILMS = [scene_index.key, experience_index.key]
"""What holds something of each film of a tenant."""

OF_CATALOGUES: Mapping[str, list[dg.AssetKey]] = {
    "song": [song_catalog.key, song_embeddings.key, song_index.key],
    "experience": [experience_catalog.key, experience_index.key],
}
"""What is made of a tenant's catalogue, by its kind."""

REBUILD = dg.RunConfig(
    ops={each.key.to_python_identifier(): IndexConfig(rebuild=True) for each in INDEXES}
)
"""Has `rebuild_indexes` build all vectors anew."""

refresh_songs = dg.define_asset_job(
    "refresh_songs",
    selection=[song_catalog, song_embeddings, song_index],
    config=dg.RunConfig(ops={song_catalog.key.to_python_identifier(): CatalogConfig(refresh=True)}),
    description="Fetches a tenant's songs again from where they came from, and indexes them.",
)

rebuild_indexes = dg.define_asset_job(
    "rebuild_indexes",
    selection=[*INDEXES, song_catalog, song_embeddings, experience_catalog],
    description="Brings all that a tenant can find in step; with `rebuild`, all vectors anew.",
)

ALL = [refresh_songs, rebuild_indexes]
