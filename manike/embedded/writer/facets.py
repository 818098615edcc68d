"""What only some genres ask of a prompt: a product, benefits, a question, a feast and its venue."""

import re

from manike.embedded.writer import cues
from manike.embedded.writer.inflection import capital, within
from manike.embedded.writer.language import parse
from manike.embedded.writer.sayings import is_order

_INVITED = re.compile(
    r"\s*(?P<who>[^.!?]{2,60}?) (?:invites?|are inviting|is inviting) (?:you|everyone|everybody|all)\b[^.!?]*? to "
    r"(?:their|his|her|our|my|the) (?P<what>[^.!?]+)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:on\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:,?\s+\d{1,2}\s+[A-Z][a-z]+)?|"
    r"tonight|tomorrow|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:january|february|april|june|july|august|september|october|"
    r"november|december)(?:\s+\d{1,2}(?:st|nd|rd|th)?)?|\d{1,2}(?:st|nd|rd|th)?\s+(?:march|may)|"
    r"(?:march|may)\s+\d{1,2}(?:st|nd|rd|th)?)\b(?:[^,.;]{0,24}?\b(?:at|from)\s+"
    r"(?:\d{1,2}(?::\d\d)?\s*(?:am|pm|o'clock)?|noon|midnight|sunset|dusk))?",
    re.IGNORECASE,
)


_PRICE = re.compile(
    r"(?:(?<=,\s)|\A)(?:and )?(?:it )?costs? (?:only |just )?([$\u00a3\u20ac]\s?\d[\d,.]*\d|[$\u00a3\u20ac]\d)"
)
"""What it costs is no benefit: it is told by itself."""
_CALLED = re.compile(
    r"\s*(?P<kind>(?:an?|the|our|my)\s+(?:new\s+)?[a-z][a-z -]+?) (?:called|named) "
    r"(?P<name>[A-Z][\w'-]*(?: [A-Z0-9][\w'-]*)*)"
)
_SOLD = re.compile(
    r"\s*(?P<kind>(?:[Aa]n?|[Tt]he|[Oo]ur|[Mm]y)\s+[a-z][a-z -]*?) (?:advert(?:isement)?|ad|commercial|promo|spot): "
    r"(?:the )?(?P<name>[A-Z][\w'-]*(?: [A-Z0-9][\w'-]*)*)(?=[,.;:]|$)"
)
_LONG_EVENT = 9
"""Words of an event from which on it is named without its venue."""
_MOST_STEPS = 9


def when_of(text: str) -> str:
    """Date and hour, as the prompt says them; empty if it does not."""
    match = _WHEN.search(text)
    return match[0].strip() if match else ""


def feast_of(core: str) -> str:
    """``Anna and Tom invite you to their wedding in the vineyard on 14 June`` -> what it is, and whose."""
    invited = _INVITED.match(core)
    if invited is None:
        return ""
    what = _WHEN.sub("", invited["what"]).strip(" ,.")
    what = re.sub(r"\s+(?:on|at|from)$", "", what)
    head, space, where = what.partition(" in ")
    who = "" if invited["who"].lower() in ("we", "i") else f" of {within(invited['who'])}"
    return f"the {head}{who}{space}{where}"


def event_of(core: str) -> str:
    """``the wedding of Leila and Jonas on 21 June at the olive farm`` -> whose feast it is."""
    first = re.split(r"[:.;!?]", core, maxsplit=1)[0]
    dated = _WHEN.search(first)
    event = first[: dated.start()] if dated else first
    event = re.sub(r"\s+(?:on|at|from)$", "", event.strip(" ,")).strip(" ,")
    if len(event.split()) > _LONG_EVENT:
        event = re.split(r"\s(?:at|in)\s", event)[0]
    return within(event) if len(event.split()) > 1 else ""


def goal_of(text: str) -> str:
    """What a tutorial teaches: ``how to brew green tea in five steps`` -> ``brew green tea``."""
    match = re.search(r"\b(?:how|learn) to ([a-z][^:.;!?]*)", text, re.IGNORECASE)
    goal = re.sub(r"\s+in (?:\w+|\d+) (?:\w+ )?steps\b.*", "", match[1]) if match else ""
    return goal.split(",")[0].strip(" ,")


def steps_of(core: str) -> tuple[str, ...]:
    """The steps that a tutorial lists: after its colon, or sentence by sentence."""
    _, colon, body = core.partition(":")
    body = body if colon else core
    parts = re.split(
        r"[;.!?]\s*|,\s*(?:and\s+)?(?:then\s+)?|\s+(?:and then|then|and)\s+(?=[a-z]+ )", body
    )
    steps: list[str] = []
    for part in (part.strip(" ,.") for part in parts):
        if not part:
            continue
        if is_order(part):
            steps.append(part)
        elif steps:
            steps[-1] = f"{steps[-1]}, {part}"
    return tuple(steps[:_MOST_STEPS])


def quote_of(text: str) -> str:
    """What somebody says in a prompt: ``"It is quiet," says the captain``; empty if nobody does."""
    match = re.search(
        r"[\"\u201c]([^\"\u201c\u201d]{6,160})[\"\u201d],?\s+(?:says?|said|adds?)\b", text
    )
    match = match or re.search(
        r"\b(?:says?|said|adds?)[:,]?\s+[\"\u201c]([^\"\u201c\u201d]{6,160})", text
    )
    match = match or re.search(
        r"\b(?:says?|said|adds?)[:,]?\s+['\u2018](.{6,160}?)['\u2019](?!\w)", text
    )
    return match[1].strip(" ,.") if match else ""


def praised_in(text: str) -> str:
    """What a testimonial speaks for: ``testimonial for Northlight Eye Clinic``, ``the app Ledgerly``."""
    named = re.search(
        r"\b(?:testimonial|story|study) (?:for|about|from) ((?:the )?[A-Z][\w' ]+?)(?=[:,.]|$)",
        text,
    )
    named = named or re.search(
        r"\b(?:with|using|thanks to) (?:the |our )?(?:[a-z-]+ )*([A-Z]\w+(?: [A-Z]\w+)*)", text
    )
    return named[1].strip() if named else ""


def listed_in(core: str) -> tuple[str, ...]:
    """What stands in a list after a colon: ``90 kilometres of range, room for two children``."""
    match = re.search(r":\s+((?:[^.!?\n]|\.(?=\d))+,(?:[^.!?\n]|\.(?=\d))+)", core)
    if match is None:
        return ()
    listed = re.split(r",(?!\d{3}\b)", match[1])
    parts = (re.sub(r"^and\s+", "", part.strip()) for part in listed)
    sold = name_of(core)
    told = (sold[0],) if sold else ()
    parts = (p for p in parts if not _PRICE.match(p) and re.sub(r"^the ", "", p) not in told)
    return tuple(part for part in parts if 1 < len(part) < 60)[:6]  # noqa: PLR2004


def price_in(core: str) -> tuple[str, ...]:
    """What a product's list says it costs, as a sentence; none where it says nothing."""
    match = _PRICE.search(core)
    return (f"It costs {match[1]}.",) if match else ()


def product_of(core: str, theme: str) -> tuple[str, str]:
    """A product's name, and what it is if the prompt says so."""
    if sold := name_of(core):
        return sold
    match = re.match(
        r"\s*(?:the\s+)?([^,.:;]{2,50}?)\s*,\s*((?:an?|the|our)\s+[^,.;:]+)", core, re.I
    )
    if match:
        return match[1].strip(), within(match[2].strip())
    housed = re.match(r"\s*((?:the )?[A-Z][\w']+(?: [A-Z][\w']+)+) in [A-Z]\w+\s*:", core)
    if housed:
        return housed[1], ""
    named = re.match(r"(?:our|my|the|a)\s+(?:(new)\s+)?([a-z][a-z -]+?)\s+([A-Z]\w+)\b", theme)
    if named:
        return named[3], f"a_ {named[1] or ''} {named[2]}".replace("  ", " ")
    quoted = cues.quotes_of(core)
    if quoted:
        return quoted[0], within(core.split(quoted[0])[0].strip(" '\",")) if core else ""
    return re.sub(r"^(?:our new|our|my)\s+", "the ", theme, flags=re.IGNORECASE), ""


def name_of(core: str) -> tuple[str, str] | None:
    """``an electric bike called Swift`` -> its name and its kind."""
    match = _CALLED.match(core) or _SOLD.match(core)
    if match is None:
        return None
    return match["name"], re.sub(r"^(?:[Tt]he|[Oo]ur|[Mm]y)\s+", "a_ ", within(match["kind"]))


def benefits_of(text: str) -> tuple[str, ...]:
    """Benefits that the prompt lists: ``three benefits: light, cheap and dry``."""
    match = re.search(r"\b(?:benefits|features|advantages)\s*(?::|are|-)\s*([^.;\n]+)", text, re.I)
    if match is None:
        return ()
    parts = re.split(r",\s*(?:and\s+)?|\s+and\s+", match[1])
    return tuple(part.strip(" .") for part in parts if part.strip(" ."))


def question_of(core: str, theme: str) -> str:
    """``why volcanoes erupt`` -> ``Why do volcanoes erupt``."""
    asked = re.split(r"[.?!,;]", core.strip(), maxsplit=1)[0].strip()
    match = re.match(r"^(why|how|where|when)\s+(.+)$", asked, re.IGNORECASE)
    if match is None:
        is_what = re.match(r"^(?:what|who)\b", asked, re.IGNORECASE)
        return capital(asked) if is_what else ""
    word, rest = match[1].capitalize(), match[2]
    if re.match(r"^(?:do|does|did|is|are|was|were|can|has|have|to)\b", rest, re.IGNORECASE):
        return f"{word} {rest}" if not rest.startswith("to ") else f"How do you {rest[3:]}"
    return _asked(word, rest)


def _asked(word: str, clause: str) -> str:
    """Puts ``do`` or the clause's own ``is`` before its subject."""
    doc = parse(clause)
    verb = next((t for t in doc if t.dep_ == "ROOT"), None)
    subject = next((t for t in doc if t.dep_ in ("nsubj", "nsubjpass")), None)
    if verb is None or subject is None or verb.i <= subject.i:
        return f"{word} {clause}"
    said = doc[: verb.i].text
    own = verb if verb.pos_ == "AUX" else next((t for t in verb.children if "aux" in t.dep_), None)
    if own is not None and own.i > subject.i:
        return f"{word} {own.text} {doc[: own.i].text} {doc[own.i + 1 :].text}".strip()
    does = "do" if subject.tag_ in ("NNS", "NNPS") else "does"
    return f"{word} {does} {within(said)} {verb.lemma_} {doc[verb.i + 1 :].text}".strip()


def venue_of(event: str) -> str:
    """Where a feast is, without its date; empty if it is not said."""
    event = _WHEN.sub("", re.split(r":", event)[0]).strip(" ,.")
    event = re.sub(r"\s+(?:on|at|from)$", "", event)
    match = re.search(r"\b(?:at|in)\s+((?:the|a|an|my|our)\s+.+|[A-Z].*)$", event)
    return match[1].strip(" .,") if match else ""
