"""The job that looks at a tenant's footage."""

import dagster as dg

from manike_assets.assets.footage import footage, footage_report, keyframes, shot_index, shots

analyse_footage = dg.define_asset_job(
    "analyse_footage",
    selection=[footage, shots, keyframes, footage_report, shot_index],
    description="Takes in a tenant's footage, finds shots and key frames, and indexes the shots.",
)

ALL = [analyse_footage]
