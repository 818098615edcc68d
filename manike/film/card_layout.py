"""Where words, logo and marks stand on a card, for any shape of film."""

import unicodedata
from dataclasses import dataclass, replace

from manike.film.captions import shape_of
from manike.film.card_type import Style, width_px
from manike.film.cards import LABEL_FONT, Card
from manike.film.inserts import InsertKind

Box = tuple[float, float, float, float]
"""Left, top, width and height in pixels."""


@dataclass(frozen=True, slots=True)
class Text:
    """A line of words, placed by its baseline's left end."""

    words: str
    style: Style
    x: float
    y: float
    rise_px: float
    opacity: float = 1.0
    is_on_mark: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A filled box in the brand's second colour."""

    box: Box
    radius: float
    anchor: float = 0.5
    """From where it grows: 0 its left edge, 0.5 its middle."""
    grows_down: bool = False


@dataclass(frozen=True, slots=True)
class CardLayout:
    """All that stands on a card's ground."""

    texts: tuple[Text, ...]
    marks: tuple[Mark, ...]
    logo: Box | None


@dataclass(frozen=True, slots=True)
class _Shares:
    """Sizes as shares: of the film's width for room, of its shorter side for letters."""

    side: float
    heading: float
    label: float
    logo: float


_SHARES = {
    "wide": _Shares(side=0.09, heading=0.135, label=0.036, logo=0.15),
    "square": _Shares(side=0.085, heading=0.115, label=0.036, logo=0.15),
    "tall": _Shares(side=0.085, heading=0.125, label=0.040, logo=0.17),
}
_LEAST_SHARE = 0.045
_MAX_LINES = {"wide": 3, "square": 4, "tall": 5}
_LEADING = 1.12
_EVEN = 0.45
"""The last line's least share of the longest: one short last word looks like a mistake."""
_TRACKING = 0.14
"""Room between the letters of a label, in their size."""
_PILL_TEXT = 1.2
_ASCENT, _DESCENT = 0.74, 0.24


def lay_out(card: Card) -> CardLayout:
    """Place everything that stands on a card."""
    return _Sheet(card).title() if card.kind is InsertKind.TITLE_CARD else _Sheet(card).end()


class _Sheet:
    def __init__(self, card: Card) -> None:
        self.card = card
        self.width, self.height = card.size_px
        self.short = min(card.size_px)
        self.shares = _SHARES[shape_of(card.size_px)]
        self.left = self.width * self.shares.side
        self.room = self.width - 2 * self.left

    def title(self) -> CardLayout:
        """The title at the left beside an upright line, the name small above it."""
        if self.card.is_overlay:
            return self._overlay()
        bar, gap = self.short * 0.011, self.short * 0.05
        style, lines = self._heading(self.room - bar - gap, self.shares.heading)
        label_px = self.short * self.shares.label * 2.1 if self.card.label else 0.0
        block = label_px + _tall(style, lines)
        top = (self.height - block) / 2
        is_mirrored = _runs_left(self.card.heading)
        x = self.left if is_mirrored else self.left + bar + gap
        texts = [self._label((x, top), self.room - bar - gap)] if self.card.label else []
        texts += self._lines(style, lines, (x, top + label_px), centred=False)
        if is_mirrored:
            texts = [self._at_right(text, x + self.room - bar - gap) for text in texts]
        side = self.left + self.room - bar if is_mirrored else self.left
        mark = Mark((side, top, bar, block), bar / 2, grows_down=True)
        return CardLayout(tuple(texts), (mark,), None)

    def end(self) -> CardLayout:
        """Logo, name and call to action in the middle, one below the other."""
        style, lines = self._heading(self.room, self.shares.heading * 0.86)
        tall, gap = _tall(style, lines), self.short * 0.055
        logo_px = self.short * self.shares.logo if self.card.logo else 0.0
        above = logo_px + gap if logo_px else 0.0
        below = gap * 1.15 + (self._pill_px() if self.card.label else self.short * 0.008)
        top = (self.height - above - tall - below) / 2
        logo = (self.left, top, self.room, logo_px) if logo_px else None
        texts = self._lines(style, lines, (self.left, top + above), centred=True)
        low = top + above + tall + gap * 1.15
        if not self.card.label:
            return CardLayout(tuple(texts), (self._rule(low),), logo)
        action, mark = self._pill(low)
        return CardLayout((*texts, action), (mark,), logo)

    def _overlay(self) -> CardLayout:
        """The title in the upper middle of the picture, over a short line."""
        style, lines = self._heading(self.room, self.shares.heading * 0.95)
        tall = _tall(style, lines)
        top = max(self.height * 0.1, self.height * 0.34 - tall / 2)
        texts = self._lines(style, lines, (self.left, top), centred=True)
        return CardLayout(tuple(texts), (self._rule(top + tall + self.short * 0.03),), None)

    def _heading(self, room: float, share: float) -> tuple[Style, list[str]]:
        """The heading in lines, as large as it fits."""
        most, wanted = _MAX_LINES[shape_of(self.card.size_px)], share
        while True:
            style = Style(self.card.brand.title_font, share * self.short)
            lines = _wrapped(style, self.card.heading, room)
            widths = [width_px(line, style) for line in lines]
            is_even = widths[-1] >= _EVEN * max(widths) or share < 0.8 * wanted
            fits = max(widths) <= room and len(lines) <= most
            if (fits and is_even) or share <= _LEAST_SHARE:
                return style, lines
            share *= 0.95

    def _lines(
        self, style: Style, lines: list[str], at: tuple[float, float], *, centred: bool
    ) -> list[Text]:
        size = style.size_px
        lefts = [
            at[0] + (self.room - width_px(line, style)) / 2 if centred else at[0] for line in lines
        ]
        return [
            Text(line, style, left, at[1] + size * (_ASCENT + _LEADING * index), size * 0.3)
            for index, (line, left) in enumerate(zip(lines, lefts, strict=True))
        ]

    def _at_right(self, text: Text, right: float) -> Text:
        return replace(text, x=right - width_px(text.words, text.style))

    def _label(self, at: tuple[float, float], room: float) -> Text:
        """The name in capitals set apart; smaller where there is no room."""
        words, size = self.card.label.upper(), self.shares.label * self.short
        while width_px(words, style := Style(LABEL_FONT, size, size * _TRACKING)) > room:
            size *= 0.95
        return Text(words, style, at[0], at[1] + size * _ASCENT, size * 0.6, opacity=0.78)

    def _rule(self, top: float) -> Mark:
        wide, thick = self.short * 0.18, self.short * 0.0075
        return Mark(((self.width - wide) / 2, top, wide, thick), thick / 2)

    def _pill_px(self) -> float:
        return self.shares.label * _PILL_TEXT * self.short * 2.4

    def _pill(self, top: float) -> tuple[Text, Mark]:
        """The call to action on its button."""
        tall, size = self._pill_px(), self.shares.label * _PILL_TEXT * self.short
        words, room = self.card.label, self.room - tall * 1.15
        while (wide := width_px(words, style := Style(LABEL_FONT, size))) > room:
            size *= 0.96
        box = (self.width / 2 - wide / 2 - tall * 0.575, top, wide + tall * 1.15, tall)
        y = top + tall / 2 + size * 0.355
        text = Text(words, style, (self.width - wide) / 2, y, rise_px=0.0, is_on_mark=True)
        return text, Mark(box, tall / 2)


def _tall(style: Style, lines: list[str]) -> float:
    """From the top of the capitals to below the last line's descenders."""
    return style.size_px * (_ASCENT + _DESCENT + _LEADING * (len(lines) - 1))


def _wrapped(style: Style, text: str, room: float) -> list[str]:
    """As few lines as there are, of about the same length."""
    lines = _broken(style, text, room)
    while len(lines) > 1:
        room *= 0.97
        narrower = _broken(style, text, room)
        if len(narrower) > len(lines) or any(width_px(line, style) > room for line in narrower):
            break
        lines = narrower
    return lines


def _broken(style: Style, text: str, room: float) -> list[str]:
    lines: list[str] = []
    for word in _words(text):
        joined = lines[-1] + word if lines else word
        if lines and width_px(joined.rstrip(), style) <= room:
            lines[-1] = joined
        else:
            lines.append(word)
    return [line.rstrip() for line in lines]


def _runs_left(text: str) -> bool:
    """Whether its first letter with a direction is read from right to left."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((each for each in directions if each in ("L", "R", "AL")), "L") != "L"


def _words(text: str) -> list[str]:
    """Words with the space after them; what is written without spaces, letter by letter."""
    found: list[str] = []
    for word in text.split():
        is_unspaced = any("\u3040" <= letter <= "\u9fff" for letter in word)
        found += list(word) if is_unspaced else [word]
        found[-1] += " "
    return found
