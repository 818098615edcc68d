"""How a story speaks of its people: names, pronouns, who does what."""

import re

from manike.embedded.writer.brief import Brief, Deed, Item, Person
from manike.embedded.writer.grammar import Context
from manike.embedded.writer.inflection import bare, capital, definite, gerund, title_case, within
from manike.embedded.writer.items import phrase_of
from manike.embedded.writer.knowledge import Entry, find
from manike.embedded.writer.language import parse
from manike.embedded.writer.names import human_noun
from manike.embedded.writer.plans.scenery import place_in

_PRONOUNS = {
    "female": ("she", "her", "her", "herself"),
    "male": ("he", "him", "his", "himself"),
    "unspecified": ("it", "it", "its", "itself"),
}
_GROUP = re.compile(
    r"\b((?:two|three|2|3|a pair of)\s+(?:[\w-]+\s+){0,2}?[a-z]+s|two children)\b", re.I
)
_TITLE_WORDS = 6
_EMPTY = frozenset(("run", "make", "open", "take", "do", "have", "get", "keep", "become", "go"))
"""Verbs that say little without their object."""
_HAPPENS = frozenset(
    (
        *("lose", "find", "see", "hear", "fall", "get", "meet", "wake", "be", "become", "dream"),
        *("live", "wait", "know", "feel", "remember", "forget", "die", "happen", "discover", "run"),
        *("receive", "miss", "notice", "turn", "walk", "sleep", "sit", "stand", "want", "have"),
        "love",
        "break",
    )
)
_LOOSE_END = re.compile(r"(?:\s+(?:in|on|at|of|for|to|with|the|a))+$")
_TIMELY = re.compile(
    r"^(?:winter|summer|spring|autumn|night|day|morning|evening|storm|rain|snow|weather|years?)$"
)
_AWAY = re.compile(r"\s(?:home|away|back|again)$")
_TO_DO = re.compile(r"\bto (?!(?:the|an?|his|her|their|its|my|our) )([a-z]+) (.+)$")
_HOUR = re.compile(
    r"(?<!\d)(?<!o'clock),?\s+(?:on|in|at|during|one)\s+(?:an?\s+|the\s+)?(?:[a-z]+\s+)?(?:night|day|morning|evening|"
    r"afternoon|dawn|dusk|midnight|noon|winter|summer)$",
    re.IGNORECASE,
)


def is_pair(brief: Brief) -> bool:
    """Whether the hero has company."""
    return len(brief.people) > 1


def story_context(brief: Brief, context: Context) -> Context:
    """The context with the hero, the other one, and where they are."""
    slots = {"place_in": place_in(brief), "place_in_cap": capital(place_in(brief))}
    flags: list[str] = []
    if brief.people:
        hero = brief.people[0]
        slots |= _slots_of(hero, "")
        flags += _flags_of(hero)
    if is_pair(brief):
        slots |= _slots_of(brief.people[1], "o_")
        flags += ["pair", f"o_{brief.people[1].character.kind}"]
        if group := _group(brief):
            slots |= {"group": group, "Group": capital(group), "both": f"the {group}"}
            flags.append("group")
    else:
        flags.append("solo")
    return context.having(slots, flags)


def role_of(brief: Brief, deed: Deed, at: int) -> str:
    """Which lines tell a deed: the hero's, the group's, or somebody else's."""
    before = [d.subject for d in brief.deeds[: at + 1] if d.subject]
    subject = before[-1] if before else ""
    if _is_shared(brief, deed, subject):
        return "deed_pair"
    return "deed" if not subject or _is_hero(brief, subject) else "deed_other"


def act_of(deed: Deed) -> Entry | None:
    """What is known of a deed: by a phrase of it, else by its verb, else by any of its words."""
    text = f"{deed.lemma} {deed.rest}"
    by_phrase = find("acts", text, min_words=2)
    by_verb = None if deed.lemma in _EMPTY else find("acts", deed.lemma)
    return by_phrase or by_verb or find("acts", deed.rest) or find("acts", text)


def with_pronouns(text: str, brief: Brief) -> str:
    """A lone hero's name gives way to a pronoun where it would begin a second sentence."""
    if not brief.is_tale or not brief.people:
        return text
    if any(person.character.name in text for person in brief.people[1:]):
        return text
    hero = brief.people[0].character
    first, *rest = re.split(r"(?<=[.!?])\s+", text)
    if hero.name not in first:
        return text
    he = _PRONOUNS[hero.gender][0].capitalize()
    return " ".join([first, *(re.sub(rf"^{re.escape(hero.name)}(?= [a-z])", he, s) for s in rest)])


def happens(deed: Deed) -> bool:
    """Whether a deed is nothing that one sets out to do."""
    return deed.lemma in _HAPPENS or deed.lemma.startswith("must ")


def deed_rest(deed: Deed) -> str:
    """What follows the verb, without the hour that the picture shows anyway."""
    return _HOUR.sub("", deed.rest).strip(" ,")


def subject_of(brief: Brief, deed: Deed) -> str:
    """Who does a deed, as a phrase inside a sentence."""
    if _is_shared(brief, deed, deed.subject):
        names = [person.character.name for person in brief.people[:2]]
        return f"the {_group(brief)}" if _group(brief) else " and ".join(names)
    for person in brief.people[1:]:
        if deed.subject == person.character.name and re.match(r"(?:his|her|their) ", person.who):
            return f"{person.who} {deed.subject}"
    return deed.subject or (brief.people[0].character.name if brief.people else "somebody")


def _is_shared(brief: Brief, deed: Deed, subject: str) -> bool:
    """Whether hero and company do it together."""
    if not is_pair(brief):
        return False
    if _group(brief):
        return not subject or bool(human_noun(subject))
    return deed.is_plural


def deed_title(deed: Deed) -> str:
    """``mend a boat before the storm`` -> ``A Boat Before the Storm``."""
    to_do = _TO_DO.search(deed_rest(deed))
    if to_do and len(to_do[2].split()) < _TITLE_WORDS:
        return title_case(f"{gerund(to_do[1])} {to_do[2]}")
    return title_case(_object(deed)) or title_case(gerund(deed.lemma))


def title_of(brief: Brief) -> str:
    """A story's title: its people and what they are about, or the thing itself."""
    if not brief.title.lower().startswith("the first"):
        cast = {person.character.name for person in brief.people}
        items = [item for item in brief.items if not _is_vague(item) and item.bare not in cast]
        things = [item.phrase for item in items if not item.is_place]
        things = things or [item.phrase for item in items]
        names = [person.character.name for person in brief.people if person.is_named][:2]
        if names and things and len(things[0].split()) <= 4:  # noqa: PLR2004 - fits a card
            thing = re.sub(r"^(?:his|her|their) ", "the ", definite(things[0]))
            return title_case(f"{', '.join(names)} and {thing}")
        if names:
            return " and ".join(names)
        objects = [definite(_object(deed)) for deed in brief.deeds if _object(deed)]
        if objects:
            return title_case(objects[0])
    return brief.title


def _is_vague(item: Item) -> bool:
    """Whether an item is a time, weather, or somebody: no thing for a title."""
    last = item.bare.split()[-1].lower()
    return bool(_TIMELY.search(last)) or bool(human_noun(item.bare)) or last == "world"


def _object(deed: Deed) -> str:
    """What a deed is done to, as a whole noun phrase of its first clause."""
    doc = parse(f"They {deed.lemma} {deed.rest}.")
    roots = [t for t in doc if t.dep_ in ("dobj", "attr") and t.head.i <= 2]  # noqa: PLR2004
    if roots and roots[0].pos_ in ("NOUN", "PROPN"):
        phrase = _AWAY.sub("", phrase_of(roots[0]))
        if len(phrase.split()) <= _TITLE_WORDS:
            return phrase
    rest = re.split(r",| and | to | with | who | that | because | so ", f"{deed.rest} ")[0].strip()
    rest = re.sub(r"^(?:for|at|up|out|in|into|on|to|from|off|after)\s+", "", rest)
    words = _LOOSE_END.sub("", rest).split()
    return (
        " ".join(words) if len(words) <= _TITLE_WORDS else _LOOSE_END.sub("", " ".join(words[:3]))
    )


def _is_hero(brief: Brief, subject: str) -> bool:
    if not brief.people:
        return False
    hero = brief.people[0]
    return (
        hero.character.name.lower() in subject.lower()
        or bare(subject) in hero.who
        or (bool(hero.who) and bare(hero.who) in subject)
    )


def _slots_of(person: Person, prefix: str) -> dict[str, str]:
    he, him, his, himself = _PRONOUNS[person.character.gender]
    name = person.character.name
    return {
        "other" if prefix else "hero": name,
        f"{prefix}he": he,
        f"{prefix}He": he.capitalize(),
        f"{prefix}he_cap": he.capitalize(),
        f"{prefix}him": him,
        f"{prefix}his": his,
        f"{prefix}himself": himself,
        f"{prefix}who": person.who,
        f"{prefix}Who": capital(person.who),
        f"{prefix}who_full": _in_full(person, behind=bool(prefix)),
        f"{prefix}Who_full": capital(_in_full(person, behind=bool(prefix))),
    }


def _in_full(person: Person, *, behind: bool) -> str:
    """``Tomas, an old keeper,``, ``his granddaughter Mira``, ``a robot called Fern``."""
    name, who = person.character.name, person.who
    if not who:
        return name
    if not person.is_named:
        return f"{within(who)} called {name}" if not who.startswith("the ") else name
    if re.match(r"(?:his|her|their|its)\s", who):
        return f"{who} {name}" if behind else name
    return f"{name}, {who}" if behind else f"{name}, {who},"


def _flags_of(person: Person) -> list[str]:
    flags: list[str] = [person.character.kind, person.character.age]
    flags += ["named"] if person.is_named else []
    return flags + (["stranger"] if person.who == "a stranger" else [])


def _group(brief: Brief) -> str:
    if any(person.is_named for person in brief.people) or not is_pair(brief):
        return ""
    match = _GROUP.search(brief.text)
    return within(match[1]) if match and human_noun(match[1]) else ""
