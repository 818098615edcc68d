"""Draws title and end cards: a ground in the brand's colours, words that rise, lines that grow."""

from pathlib import Path

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from manike.errors import MediaError
from manike.film.card_colours import contrasting, darker, is_light, lighter
from manike.film.card_layout import CardLayout, Mark, Text, lay_out
from manike.film.card_type import draw
from manike.film.cards import Card
from manike.film.contrast import Rgb, rgb
from manike.media.files import write_bytes

_FADE_S = 0.33
"""A card comes out of black and goes into it."""
_RISE_S = 0.7
_STAGGER_S = 0.12
_ON_MARK_S = 0.5
"""The button is wide enough for its words by then."""
_DRIFT = 0.09
"""How far the light on the ground moves, in shorter sides a second: nothing stands still."""
_SOFT = 4
"""The ground, which is soft, is drawn so many times smaller: at 1080p that saves 0.1 s a frame."""
_GRAIN = 1.1
"""Standard deviation of the grain, of 255: without it dark gradients show bands."""


class CardPainter:
    """Frames of one card; what does not move is drawn once."""

    def __init__(self, card: Card) -> None:
        self._card = card
        self._layout: CardLayout = lay_out(card)
        self._primary = rgb(card.brand.primary_colour)
        self._secondary = rgb(card.brand.secondary_colour)
        width_px, height_px = card.size_px
        self._pixels = np.zeros((height_px, width_px, 4), np.uint8)
        self._surface = skia.Surface(self._pixels)
        self._soft = np.zeros((-(-height_px // _SOFT), -(-width_px // _SOFT), 4), np.uint8)
        self._soft_surface = skia.Surface(self._soft)
        self._soft_surface.getCanvas().scale(1 / _SOFT, 1 / _SOFT)
        is_rgba = self._surface.imageInfo().colorType() == skia.ColorType.kRGBA_8888_ColorType
        self._to_rgb = cv2.COLOR_RGBA2RGB if is_rgba else cv2.COLOR_BGRA2RGB
        noise = np.round(np.random.default_rng(7).normal(0, _GRAIN, (height_px, width_px)))
        self._brighter, self._darker = (
            cv2.merge([part.clip(0, 255).astype(np.uint8)] * 3) for part in (noise, -noise)
        )
        self._logo = _logo(card.logo.path) if card.logo else None

    def frame(self, index: int) -> NDArray[np.uint8]:
        """One frame, shape (height, width, 3), red first."""
        time_s = float(index / self._card.fps)
        canvas = self._surface.getCanvas()
        self._ground(canvas, time_s)
        self._content(canvas, time_s)
        canvas.drawColor(_colour((0.0, 0.0, 0.0), 1 - self._light(index)))
        self._surface.flushAndSubmit()
        shown = cv2.cvtColor(self._pixels, self._to_rgb)
        return np.asarray(cv2.subtract(cv2.add(shown, self._brighter), self._darker), np.uint8)

    def write_words(self, output: Path) -> None:
        """The words alone, at rest, with a soft shadow, on nothing."""
        self._pixels[:] = 0
        canvas = self._surface.getCanvas()
        for text in self._layout.texts:
            _shadow(canvas, text)
        self._content(canvas, 60.0)
        image = self._surface.makeImageSnapshot()
        data = image.encodeToData(skia.EncodedImageFormat.kPNG, 100)
        write_bytes(output, bytes(data))

    def _light(self, index: int) -> float:
        """From 0, black, to 1."""
        fade = max(1, round(_FADE_S * self._card.fps))
        left = self._card.frame_count - index
        return float(min(1.0, (index + 1) / (fade + 1), left / (fade + 1)))

    def _ground(self, canvas: skia.Canvas, time_s: float) -> None:
        width_px, height_px = self._card.size_px
        short, long = min(width_px, height_px), max(width_px, height_px)
        move = _DRIFT * short * time_s
        right_up = (width_px * 0.88 - move, height_px * 0.06 + move * 0.35)
        left_low = (width_px * 0.05 + move * 0.8, height_px * 1.02 - move * 0.3)
        soft = self._soft_surface.getCanvas()
        soft.drawPaint(self._slope())
        soft.drawPaint(_glow(right_up, long * 0.62, self._secondary, 0.30))
        soft.drawPaint(_glow(left_low, long * 0.56, lighter(self._primary, 0.35), 0.30))
        self._soft_surface.flushAndSubmit()
        cv2.resize(self._soft, (width_px, height_px), dst=self._pixels)
        self._rings(canvas, right_up, short)

    def _slope(self) -> skia.Paint:
        """From light in the upper left to dark in the lower right."""
        shade = 0.07 if is_light(self._primary) else 0.34
        tones = [_colour(lighter(self._primary, 0.07)), _colour(darker(self._primary, shade))]
        ends = [(0, 0), self._card.size_px]
        return skia.Paint(Shader=skia.GradientShader.MakeLinear(ends, tones), Dither=True)

    def _rings(self, canvas: skia.Canvas, centre: tuple[float, float], short: float) -> None:
        """Fine circles round the light."""
        paint = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style)
        paint.setStrokeWidth(max(1.0, short * 0.0018))
        for step, alpha in ((0.34, 0.34), (0.52, 0.22), (0.74, 0.13)):
            paint.setColor(_colour(self._secondary, alpha))
            canvas.drawCircle(*centre, short * step, paint)

    def _content(self, canvas: skia.Canvas, time_s: float) -> None:
        layout = self._layout
        for mark in layout.marks:
            self._mark(canvas, mark, _eased(time_s, 0.15))
        for order, text in enumerate(layout.texts):
            start_s = _ON_MARK_S if text.is_on_mark else order * _STAGGER_S
            _draw_text(canvas, text, self._ink(text), _eased(time_s, start_s))
        if layout.logo is not None and self._logo is not None:
            _draw_logo(canvas, self._logo, layout.logo, _eased(time_s, 0.0))

    def _mark(self, canvas: skia.Canvas, mark: Mark, grown: float) -> None:
        """The accent line, or the ground of the call to action."""
        left, top, width, height = mark.box
        if mark.grows_down:
            height *= grown
        else:
            left, width = left + width * (1 - grown) * mark.anchor, width * grown
        paint = skia.Paint(AntiAlias=True, Color=_colour(self._secondary, min(1.0, grown * 2)))
        rect = skia.Rect.MakeXYWH(left, top, width, height)
        canvas.drawRoundRect(rect, mark.radius, mark.radius, paint)

    def _ink(self, text: Text) -> Rgb:
        if self._card.is_overlay:
            return rgb("#fffaf0")
        return contrasting(self._secondary if text.is_on_mark else self._primary)


def _draw_text(canvas: skia.Canvas, text: Text, ink: Rgb, shown: float) -> None:
    if shown <= 0:
        return
    paint = skia.Paint(AntiAlias=True, Color=_colour(ink, shown * text.opacity))
    at = (text.x, text.y + text.rise_px * (1 - shown))
    draw(canvas, text.words, text.style, at, paint)


def _shadow(canvas: skia.Canvas, text: Text) -> None:
    size_px = text.style.size_px
    for spread, alpha in ((0.24, 0.55), (0.07, 0.5)):
        blur = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, size_px * spread)
        paint = skia.Paint(AntiAlias=True, Color=_colour(rgb("#080c16"), alpha), MaskFilter=blur)
        draw(canvas, text.words, text.style, (text.x, text.y + size_px * 0.03), paint)


def _draw_logo(
    canvas: skia.Canvas, logo: skia.Image, box: tuple[float, float, float, float], shown: float
) -> None:
    left, top, width, height = box
    scale = min(width / logo.width(), height / logo.height())
    wide, tall = logo.width() * scale, logo.height() * scale
    grown = 0.94 + 0.06 * shown
    x, y = left + (width - wide * grown) / 2, top + (height - tall * grown) / 2
    paint = skia.Paint(AntiAlias=True, Alphaf=shown)
    sampling = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    canvas.drawImageRect(
        logo, skia.Rect.MakeXYWH(x, y, wide * grown, tall * grown), sampling, paint
    )


def _glow(centre: tuple[float, float], radius: float, colour: Rgb, alpha: float) -> skia.Paint:
    stops = [_colour(colour, alpha * share) for share in (1.0, 0.55, 0.18, 0.0)]
    shader = skia.GradientShader.MakeRadial(centre, radius, stops, [0.0, 0.3, 0.65, 1.0])
    return skia.Paint(Shader=shader, Dither=True)


def _logo(path: Path) -> skia.Image:
    image = skia.Image.MakeFromEncoded(skia.Data.MakeFromFileName(str(path)))
    if image is None:
        raise MediaError(f"The logo {path.name} can't be read.")
    return image.withDefaultMipmaps()


def _colour(colour: Rgb, alpha: float = 1.0) -> int:
    red, green, blue = (round(part * 255) for part in colour)
    return int(skia.ColorSetARGB(round(alpha * 255), red, green, blue))


def _eased(time_s: float, start_s: float) -> float:
    """From 0 to 1, fast and then slow."""
    share = min(max((time_s - start_s) / _RISE_S, 0.0), 1.0)
    return 1 - (1 - share) ** 3
