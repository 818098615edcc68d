"""What only some genres ask of a prompt: a product, benefits, a question, a feast and its venue."""

import re

from manike.embedded.writer import cues
from manike.embedded.writer.inflection import capital, within
from manike.embedded.writer.language import parse

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


def product_of(core: str, theme: str) -> tuple[str, str]:
    """A product's name, and what it is if the prompt says so."""
    match = re.match(
        r"\s*(?:the\s+)?([^,.:;]{2,50}?)\s*,\s*((?:an?|the|our)\s+[^,.;:]+)", core, re.I
    )
    if match:
        return match[1].strip(), within(match[2].strip())
    named = re.match(r"(?:our|my|the|a)\s+(?:(new)\s+)?([a-z][a-z -]+?)\s+([A-Z]\w+)\b", theme)
    if named:
        return named[3], f"a_ {named[1] or ''} {named[2]}".replace("  ", " ")
    quoted = cues.quotes_of(core)
    if quoted:
        return quoted[0], within(core.split(quoted[0])[0].strip(" '\",")) if core else ""
    return re.sub(r"^(?:our new|our|my)\s+", "the ", theme, flags=re.IGNORECASE), ""


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
