"""Checks of pictures, voice-overs and clips."""

import dagster as dg

from manike.production.house import House
from manike.production.verdicts import Check
from manike_assets.assets.scenes import scene_clip, scene_image, voice_over
from manike_assets.checking import of_scenes
from manike_assets.failures import core_failures


@dg.asset_check(asset=scene_image, blocking=True)
@core_failures()
def picture_shows_something(
    context: dg.AssetCheckExecutionContext, house: dg.ResourceParam[House]
) -> dg.AssetCheckResult:
    """Each picture has the film's size and is not blank."""
    return of_scenes(context, house, Check.PICTURE)


@dg.asset_check(asset=voice_over, blocking=True)
@core_failures()
def voice_is_level_and_whole(
    context: dg.AssetCheckExecutionContext, house: dg.ResourceParam[House]
) -> dg.AssetCheckResult:
    """Each voice-over has its length, its loudness and no clipping."""
    return of_scenes(context, house, Check.VOICE)


@dg.asset_check(asset=voice_over, blocking=True)
@core_failures()
def voice_says_the_script(
    context: dg.AssetCheckExecutionContext, house: dg.ResourceParam[House]
) -> dg.AssetCheckResult:
    """Each voice-over is heard by a speech recogniser as what the script says."""
    return of_scenes(context, house, Check.WORDS)


@dg.asset_check(asset=scene_clip, blocking=True)
@core_failures()
def clip_has_its_frames(
    context: dg.AssetCheckExecutionContext, house: dg.ResourceParam[House]
) -> dg.AssetCheckResult:
    """Each clip has the frames and the size that the film needs."""
    return of_scenes(context, house, Check.CLIP)
