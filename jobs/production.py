"""The jobs that make a film: each is one run, as a run has one kind of partition."""

import dagster as dg

from manike_assets.assets.cast import character_images, music
from manike_assets.assets.film import final_video
from manike_assets.assets.renditions import renditions
from manike_assets.assets.scenes import scene_clip, scene_image, voice_over
from manike_assets.assets.script import approved_script, script

draft_script = dg.define_asset_job(
    "draft_script",
    selection=[script],
    description="Writes the script of a project whose script a person reviews, and stops there.",
)

write_and_prepare = dg.define_asset_job(
    "write_and_prepare",
    selection=[script, approved_script, character_images, music],
    description="Writes the script of a project and makes its characters and music.",
)

prepare = dg.define_asset_job(
    "prepare",
    selection=[approved_script, character_images, music],
    description="Takes an approved script into production: characters and music.",
)

make_scenes = dg.define_asset_job(
    "make_scenes",
    selection=[scene_image, voice_over, scene_clip],
    description="Makes the pictures, voice-overs and clips of a project's scenes.",
)

make_film = dg.define_asset_job(
    "make_film",
    selection=[final_video],
    description="Assembles the film of a project from its clips, voice-overs and music.",
)

make_renditions = dg.define_asset_job(
    "make_renditions",
    selection=[renditions],
    description="Makes the film of a project in the further shapes that are wanted of it.",
)

ALL = [
    draft_script,
    write_and_prepare,
    prepare,
    make_scenes,
    make_film,
    make_renditions,
]
