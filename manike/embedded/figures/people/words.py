"""The words of a character description that change how a person is drawn."""

SKINS: dict[str, int] = { "dark-skinned": 6, "dark skin": 6, "black skin": 6, "deep brown skin": 6,
                         "black man": 6, "black woman": 6, "african": 6, "nigerian": 6,
                         "kenyan": 6, "brown skin": 4, "brown-skinned": 4, "sri lankan": 4,
                         "tamil": 5, "sinhal": 4, "indian": 4, "bengali": 4, "olive skin": 2,
                         "olive-skinned": 2, "tanned": 3, "sunburnt": 3, "weathered": 3,
                         "mexican": 3, "arab": 3, "persian": 2, "uzbek": 2, "turkish": 2,
                         "mediterranean": 2, "chinese": 1, "japanese": 1, "korean": 1, "pale": 0,
                         "fair skin": 0, "fair-skinned": 0, "light skin": 0, "nordic": 0,
                         "freckled": 0, "irish": 0, "scottish": 0, }  # fmt: skip
"""Index into ``colours.SKINS`` by what the description says; the first hit counts."""

HAIR: dict[str, tuple[str, ...]] = {
    "bald": ("bald", "shaved head", "shaven head", "hairless"),
    "balding": ("balding", "receding", "thinning hair"),
    "afro": ("afro",),
    "braids": ("braid", "plait", "pigtail", "bunches"),
    "ponytail": ("ponytail", "pony tail"),
    "bun": ("bun", "topknot", "hair up", "updo", "chignon"),
    "bob": ("bob", "fringe", "bangs", "chin-length"),
    "buzz": ("buzz", "crew cut", "cropped"),
    "curly": ("curly", "curls", "frizzy", "tousled", "messy hair", "wild hair"),
    "wavy": ("wavy", "shoulder-length"),
    "long": ("long hair", "flowing hair", r"long \w+ hair", "long-haired"),
    "sweep": ("side-part", "swept", "quiff", "parted"),
    "short": ("short hair", r"short \w+ hair", "short-haired"),
}
HAIR_NOUNS: tuple[str, ...] = ("braid", "plait", "ponytail", "bun", "bob", "curls", "afro",
                               "beard", "pigtail", "moustache")  # fmt: skip
CASTING: dict[tuple[str, str], tuple[str, ...]] = {
    ("female", "child"): ("braids", "bob", "ponytail", "curly", "wavy", "long"),
    ("female", "adult"): ("long", "bob", "bun", "wavy", "ponytail", "curly", "afro", "sweep"),
    ("female", "elder"): ("bun", "bob", "wavy", "curly"),
    ("male", "child"): ("short", "curly", "sweep", "bob", "buzz"),
    ("male", "adult"): ("short", "sweep", "curly", "buzz", "wavy", "short"),
    ("male", "elder"): ("balding", "short", "sweep", "bald", "wavy"),
}
"""Hair to cast when the description does not say."""

BEARDS: dict[str, tuple[str, ...]] = {
    "none": ("clean-shaven", "beardless", "no beard"),
    "short": ("short beard", "trimmed beard", "goatee", r"short \w+ beard"),
    "full": ("beard", "bearded"),
    "moustache": ("moustache", "mustache"),
    "stubble": ("stubble", "unshaven"),
}

TOPS: dict[str, tuple[str, ...]] = {
    "raincoat": ("raincoat", "oilskin", "sou'wester", "rain jacket"),
    "labcoat": ("lab coat", "white coat", "labcoat"),
    "coat": ("coat", "overcoat", "parka", "cloak", "greatcoat", "peacoat"),
    "suit": ("suit", "blazer", "tuxedo"),
    "robe": ("robe", "toga", "kaftan", "caftan", "habit", "kimono"),
    "sari": ("sari", "saree"),
    "gown": ("gown", "long dress", r"long \w+ dress"),
    "dress": ("dress", "frock", "sundress"),
    "overalls": ("overall", "dungaree"),
    "hoodie": ("hoodie", "sweatshirt", "hooded"),
    "jacket": ("jacket", "anorak", "windbreaker", "uniform"),
    "vest": ("vest", "waistcoat"),
    "tunic": ("tunic", "kurta", "poncho"),
    "sweater": ("sweater", "jumper", "pullover", "cardigan", "jersey", "knit"),
    "tee": ("t-shirt", "tee", "tank top"),
    "shirt": ("shirt", "blouse", "top"),
}
JOB_TOPS: dict[str, str] = { "scientist": "labcoat", "doctor": "labcoat", "chemist": "labcoat",
                            "lighthouse": "coat", "keeper": "coat", "captain": "coat",
                            "sailor": "sweater", "fisher": "tee", "monk": "robe", "priest": "robe",
                            "nun": "robe", "wizard": "robe", "king": "robe", "queen": "gown",
                            "princess": "gown", "merchant": "robe", "trader": "robe",
                            "mechanic": "overalls", "farmer": "overalls", "gardener": "overalls",
                            "engineer": "overalls", "guide": "jacket", "explorer": "jacket",
                            "guard": "jacket", "businessm": "suit", "businessw": "suit",
                            "chef": "labcoat", "cyclist": "jacket", "student": "hoodie",
                            "curator": "suit", "mechanical": "overalls", "pilot": "jacket",
                            "ranger": "jacket", "nurse": "labcoat", "dentist": "labcoat",
                            "vet": "labcoat", "pharmacist": "labcoat", "judge": "robe",
                            "potter": "shirt", "baker": "shirt", "barista": "shirt",
                            "blacksmith": "shirt", "carpenter": "overalls", "plumber": "overalls",
                            "dancer": "dress", "ballerina": "dress", "bride": "gown",
                            "lawyer": "suit", "mayor": "suit", "reporter": "suit",
                            "anchor": "suit", "conductor": "suit", "firefighter": "coat",
                            "detective": "coat", "postman": "jacket", }  # fmt: skip
TOP_COLOURS: dict[str, str] = {"labcoat": "white", "raincoat": "yellow"}
BOTTOM_NOUNS: tuple[str, ...] = ("trousers", "pants", "jeans", "skirt", "shorts", "leggings",
                                 "sarong", "dhoti", "overalls")  # fmt: skip
BOTTOMS: dict[str, tuple[str, ...]] = {
    "skirt": ("skirt", "sarong", "lungi", "dhoti", "kilt"),
    "shorts": ("shorts",),
    "trousers": ("trousers", "pants", "jeans", "leggings"),
}

HATS: dict[str, tuple[str, ...]] = {
    "crown": ("crown", "tiara"),
    "helmet": ("helmet",),
    "beanie": ("beanie", "wool cap", "woollen cap", "woolly hat", "knit cap", "knitted cap",
               "bobble hat", "wool hat", "knitted hat"),
    "captain": ("captain's cap", "captains cap", "sailor cap", "sailor hat", "peaked cap",
                "captain's hat", "keeper's cap"),
    "chef": ("chef's hat", "toque"),
    "headscarf": ("headscarf", "hijab", "veil", "kerchief"),
    "turban": ("turban",),
    "straw": ("straw hat", "sun hat", "sunhat", "conical hat"),
    "wizard": ("pointed hat", "wizard hat", "witch"),
    "beret": ("beret",),
    "cap": ("cap", "baseball cap", "flat cap"),
    "brim": ("hat", "fedora", "cowboy hat", "explorer hat", "panama"),
}  # fmt: skip
JOB_HATS: dict[str, str] = { "nun": "headscarf", "chef": "chef", "captain": "captain",
                            "farmer": "straw", "wizard": "wizard", "king": "crown",
                            "queen": "crown", "princess": "crown", "prince": "crown",
                            "postman": "captain", "detective": "brim", "explorer": "brim",
                            "painter": "beret", }  # fmt: skip
"""Worn with a job where the description names no hat and does not talk of a bare head."""
JOB_APRONS: tuple[str, ...] = ("baker", "barista", "blacksmith", "potter", "cook", "waiter",
                               "waitress", "florist", "butcher")  # fmt: skip
HAT_COLOURS: dict[str, str] = { "straw": "gold", "captain": "navy", "chef": "white",
                               "crown": "gold", "brim": "brown", }  # fmt: skip
