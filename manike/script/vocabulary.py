"""The words of a script: what every writer may say and every provider obeys."""

from enum import StrEnum


class Place(StrEnum):
    """What kind of place a scene is set in."""

    MOUNTAIN = "mountain"
    HILLS = "hills"
    FOREST = "forest"
    """Broad-leaved trees."""
    CONIFERS = "conifers"
    """A forest of pines, spruces or firs."""
    FIELD = "field"
    FARM = "farm"
    """A farmyard, an orchard, a barn, a windmill: fields that people work in."""
    GARDEN = "garden"
    """A garden or park, with beds, paths and benches."""
    SAVANNA = "savanna"
    BEACH = "beach"
    SEA = "sea"
    REEF = "reef"
    """Under water, near the corals."""
    DEEP = "deep"
    """Under open water: blue, then dark."""
    LAKE = "lake"
    RIVER = "river"
    WATERFALL = "waterfall"
    DESERT = "desert"
    SNOWFIELD = "snowfield"
    VOLCANO = "volcano"
    VILLAGE = "village"
    OLD_TOWN = "old_town"
    MARKET = "market"
    """Stalls with goods, under awnings."""
    CITY = "city"
    HARBOUR = "harbour"
    TEMPLE = "temple"
    MUSEUM = "museum"
    LIBRARY = "library"
    HOME = "home"
    """A living room or bedroom."""
    KITCHEN = "kitchen"
    """Of a home, a bakery or a restaurant."""
    WORKSHOP = "workshop"
    CLINIC = "clinic"
    """A doctor's room, a ward, a laboratory."""
    OFFICE = "office"
    """Also a classroom or a newsroom."""
    STAGE = "stage"
    """A theatre, a concert, a lecture: boards, curtains, light from above."""
    TRAIN = "train"
    SPACE = "space"
    PLANET = "planet"
    STUDIO = "studio"
    """A plain, lit backdrop: products, diagrams, title cards."""


INDOORS = frozenset(
    (
        Place.MUSEUM,
        Place.LIBRARY,
        Place.HOME,
        Place.KITCHEN,
        Place.WORKSHOP,
        Place.CLINIC,
        Place.OFFICE,
        Place.STAGE,
        Place.TRAIN,
    )
)
"""Under a roof, where no weather reaches; a studio has neither."""
UNDERWATER = frozenset((Place.REEF, Place.DEEP))


class TimeOfDay(StrEnum):
    """When a scene plays."""

    DAWN = "dawn"
    DAY = "day"
    DUSK = "dusk"
    NIGHT = "night"


class Season(StrEnum):
    """The season of a scene."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


class Weather(StrEnum):
    """The weather of a scene."""

    CLEAR = "clear"
    CLOUDY = "cloudy"
    RAIN = "rain"
    STORM = "storm"
    SNOW = "snow"
    FOG = "fog"
    WIND = "wind"
    """A fresh wind under moving clouds: what can bend bends, leaves and dust fly."""


class ShotSize(StrEnum):
    """How near the camera is."""

    WIDE = "wide"
    MEDIUM = "medium"
    CLOSE = "close"


class CameraMove(StrEnum):
    """How the camera moves through the depth of a picture."""

    PUSH = "push"
    PULL = "pull"
    PAN_LEFT = "pan_left"
    PAN_RIGHT = "pan_right"
    RISE = "rise"
    STILL = "still"
    DESCEND = "descend"
    """The camera sinks, from the sky or the roofs to the ground."""
    FOCUS = "focus"
    """A slow push while the focus goes from what is near to what is far, or back."""


class Mood(StrEnum):
    """The feeling of a scene or a music cue."""

    CALM = "calm"
    JOYFUL = "joyful"
    EPIC = "epic"
    MYSTERIOUS = "mysterious"
    MELANCHOLIC = "melancholic"
    HOPEFUL = "hopeful"
    TENSE = "tense"
    PLAYFUL = "playful"
    ROMANTIC = "romantic"
    TRIUMPHANT = "triumphant"
    NOSTALGIC = "nostalgic"
    EERIE = "eerie"
    ENERGETIC = "energetic"
    DREAMY = "dreamy"


class Pose(StrEnum):
    """What somebody does with the body."""

    STAND = "stand"
    WALK = "walk"
    RUN = "run"
    SIT = "sit"
    KNEEL = "kneel"
    LIE = "lie"
    POINT = "point"
    LOOK_UP = "look_up"
    CARRY = "carry"
    """Something in both arms."""
    HOLD = "hold"
    """Something up, in one hand."""
    WAVE = "wave"
    REACH = "reach"
    READ = "read"
    WORK = "work"
    """Both hands at something in front."""
    TALK = "talk"
    """Turned to somebody, hands that speak."""
    HOLD_HANDS = "hold_hands"
    """With the one named next in the scene."""
    HUG = "hug"
    """The same."""
    DANCE = "dance"
    CHEER = "cheer"
    """Both arms up."""
    THINK = "think"
    """A hand at the chin."""


class Expression(StrEnum):
    """What a face says."""

    NEUTRAL = "neutral"
    HAPPY = "happy"
    LAUGHING = "laughing"
    SAD = "sad"
    SURPRISED = "surprised"
    WORRIED = "worried"
    DETERMINED = "determined"
    ANGRY = "angry"
    TENDER = "tender"


class Transition(StrEnum):
    """How a scene gives way to the next."""

    CUT = "cut"
    """At once."""
    CROSSFADE = "crossfade"
    """One picture dissolves into the other."""
    DIP_TO_BLACK = "dip_to_black"
    """Through black: a new chapter, a new day."""
    SLOW_DIP = "slow_dip"
    """Through black, twice as slowly: mystery, grief."""
    DIP_TO_WHITE = "dip_to_white"
    """Through white: a memory, a leap in time, something found."""
    WIPE_LEFT = "wipe_left"
    """A soft edge goes from right to left and uncovers the next picture."""
    WIPE_RIGHT = "wipe_right"
    """The same from left to right."""
    WIPE_UP = "wipe_up"
    """The same from below."""
    WIPE_DOWN = "wipe_down"
    """The same from above."""
    SLIDE_LEFT = "slide_left"
    """The next picture comes in from the right and pushes this one out."""
    SLIDE_RIGHT = "slide_right"
    """The same from the left."""
    ZOOM = "zoom"
    """The camera dives into this picture and comes out in the next."""
