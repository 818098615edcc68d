"""Every asset and check of the studio."""

import dagster as dg

from manike_assets.assets import (
    cast,
    experiences,
    film,
    footage,
    renditions,
    scenes,
    script,
    search,
    songs,
)
from manike_assets.checks import film as film_checks
from manike_assets.checks import footage as footage_checks
from manike_assets.checks import indexes as index_checks
from manike_assets.checks import renditions as rendition_checks
from manike_assets.checks import scenes as scene_checks
from manike_assets.checks import script as script_checks
from manike_assets.checks import songs as song_checks

ASSETS = dg.load_assets_from_modules(
    [script, cast, scenes, film, renditions, footage, search, songs, experiences]
)
CHECKS = [
    *dg.load_asset_checks_from_modules(
        [
            script_checks,
            scene_checks,
            film_checks,
            rendition_checks,
            footage_checks,
            song_checks,
        ]
    ),
    *index_checks.CHECKS,
]
