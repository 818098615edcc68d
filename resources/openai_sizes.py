"""Sizes that OpenAI paints: whole steps, within bounds, in the shape that is wanted."""

from math import log

from resources.openai_figures import Images

_SHAPE_STEPS = 100
"""Shapes that differ by less than a hundredth count as the same."""


def asked_size_px(ended_px: tuple[int, int], figures: Images) -> tuple[int, int]:
    """What to ask for: a size that the API takes, of that shape, of about as many pixels.

    Args:
        ended_px: width and height that the picture is brought to.
        figures: what the API takes, and how many pixels are asked for at most.
    """
    ratio = ended_px[0] / ended_px[1]
    ratio = min(figures.longest_ratio, max(1 / figures.longest_ratio, ratio))
    wanted_px = min(figures.wanted_px, max(figures.least_px, ended_px[0] * ended_px[1]))
    step = figures.step_px
    heights = range(step, int((figures.most_px / ratio) ** 0.5) + step, step)
    sizes = [(step * max(1, round(height * ratio / step)), height) for height in heights]
    legal = [each for each in sizes if _is_legal(each, figures)]

    def fault(size: tuple[int, int]) -> tuple[int, float]:
        off = abs(log(size[0] / size[1] / ratio))
        return round(off * _SHAPE_STEPS), abs(log(size[0] * size[1] / wanted_px))

    return min(legal, key=fault)


def _is_legal(size_px: tuple[int, int], figures: Images) -> bool:
    short, long = min(size_px), max(size_px)
    area = short * long
    return figures.least_px <= area <= figures.wanted_px and long <= figures.longest_ratio * short
