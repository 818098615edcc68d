"""Abbreviations, units, acronyms and Roman numerals, and how they are spoken."""

# ruff: noqa: SIM905 - a list of words is read more easily as a line of text

BEFORE_NAMES = {
    "dr": "Doctor", "mr": "Mister", "mrs": "Missus", "ms": "Miz", "prof": "Professor",
    "rev": "Reverend", "gen": "General", "col": "Colonel", "capt": "Captain", "cpt": "Captain",
    "lt": "Lieutenant", "sgt": "Sergeant", "gov": "Governor", "sen": "Senator",
    "pres": "President", "hon": "Honorable", "st": "Saint", "mt": "Mount", "ft": "Fort",
    "fr": "Father",
}  # fmt: skip
"""Spoken so before a word in capitals, with a dot or (titles of people) without."""

TITLES = frozenset({"dr", "mr", "mrs", "ms", "prof"})

AFTER_NAMES = {
    "st": "Street", "dr": "Drive", "ave": "Avenue", "blvd": "Boulevard", "rd": "Road",
    "jr": "Junior", "sr": "Senior", "inc": "Incorporated", "ltd": "Limited",
    "corp": "Corporation", "co": "Company", "bros": "Brothers", "ft": "feet", "mt": "mountain",
}  # fmt: skip

ABBREVIATIONS = {
    "etc": "etcetera", "vs": "versus", "e.g": "for example", "i.e": "that is",
    "approx": "approximately", "dept": "department", "est": "established", "ca": "circa",
    "cf": "compare", "al": "al", "fig": "figure", "vol": "volume", "vols": "volumes",
    "nos": "numbers", "min": "minutes", "max": "maximum", "ph.d": "P.H.D", "jan": "January",
    "feb": "February", "mar": "March", "apr": "April", "jun": "June", "jul": "July",
    "aug": "August", "sept": "September", "sep": "September", "oct": "October", "nov": "November",
    "dec": "December", "mon": "Monday", "tue": "Tuesday", "tues": "Tuesday", "wed": "Wednesday",
    "thu": "Thursday", "thur": "Thursday", "thurs": "Thursday", "fri": "Friday",
    "sat": "Saturday", "sun": "Sunday", "rs": "rupees", "a.m": "A.M", "p.m": "P.M", "b.c": "B.C",
    "a.d": "A.D", "b.c.e": "B.C.E", "c.e": "C.E",
}  # fmt: skip
"""Spoken so when a dot follows; some are words of their own without one."""

WORDS_TOO = frozenset("mar sun sat wed mon min max fig al est ca no co dec jun fri".split())
"""Of the abbreviations those that may simply end a sentence: only read as such inside one."""

UNITS = {
    "km": ("kilometer", "kilometers"), "cm": ("centimeter", "centimeters"),
    "mm": ("millimeter", "millimeters"), "mi": ("mile", "miles"), "kg": ("kilogram", "kilograms"),
    "mg": ("milligram", "milligrams"), "lb": ("pound", "pounds"), "lbs": ("pound", "pounds"),
    "oz": ("ounce", "ounces"), "ml": ("milliliter", "milliliters"), "ha": ("hectare", "hectares"),
    "mph": ("mile per hour", "miles per hour"),
    "kph": ("kilometer per hour", "kilometers per hour"),
    "km/h": ("kilometer per hour", "kilometers per hour"),
    "m/s": ("meter per second", "meters per second"), "hz": ("hertz", "hertz"),
    "khz": ("kilohertz", "kilohertz"), "mhz": ("megahertz", "megahertz"),
    "ghz": ("gigahertz", "gigahertz"), "kw": ("kilowatt", "kilowatts"),
    "kwh": ("kilowatt hour", "kilowatt hours"), "mw": ("megawatt", "megawatts"),
    "mb": ("megabyte", "megabytes"), "gb": ("gigabyte", "gigabytes"),
    "tb": ("terabyte", "terabytes"), "km²": ("square kilometer", "square kilometers"),
    "m²": ("square meter", "square meters"), "m³": ("cubic meter", "cubic meters"),
    "km2": ("square kilometer", "square kilometers"), "m2": ("square meter", "square meters"),
    "sqm": ("square meter", "square meters"), "°c": ("degree Celsius", "degrees Celsius"),
    "°f": ("degree Fahrenheit", "degrees Fahrenheit"), "°": ("degree", "degrees"),
    "%": ("percent", "percent"), "hrs": ("hour", "hours"), "hr": ("hour", "hours"),
    "mins": ("minute", "minutes"), "min": ("minute", "minutes"), "secs": ("second", "seconds"),
    "sec": ("second", "seconds"), "fps": ("frame per second", "frames per second"),
    "px": ("pixel", "pixels"), "db": ("decibel", "decibels"), "lux": ("lux", "lux"),
}  # fmt: skip

LETTER_UNITS = {
    "m": ("meter", "meters"), "g": ("gram", "grams"), "l": ("liter", "liters"),
    "L": ("liter", "liters"), "t": ("ton", "tons"), "s": ("second", "seconds"),
    "h": ("hour", "hours"), "W": ("watt", "watts"), "V": ("volt", "volts"),
    "ft": ("foot", "feet"), "in": ("inch", "inches"), "x": ("times", "times"),
}  # fmt: skip
"""Units that are so only when they hang on the number, or after it as the last of a clause."""

SPOKEN_AS_WORDS = frozenset(
    "NASA UNESCO NATO UNICEF FIFA OPEC ASEAN AIDS LASER RADAR SCUBA CERN JAXA ISRO UEFA PIN SIM "
    "RAM ROM GIF ZIP SWAT NAFTA NOAA".split()
)

SPOKEN_AS_LETTERS = frozenset("IUCN UCLA ASAP USSR YMCA YWCA NAACP AARP USDA UAE URL EPA".split())

EMPHATIC = frozenset(
    "THE AND NOT ALL NEW YES NO GO BIG ONE TWO SIX TEN OUT NOW DAY SEE WHY HOW FUN ART TOP ANY "
    "OUR YOU YOUR WE ME MY HE SHE HIM HER HIS ITS IS AM ARE WAS BE DO DID HAS HAD OF ON OFF IN TO "
    "AT BY FOR OR IF SO UP AN AS BUT CAN GET GOT LET MAY OLD OWN RUN SAY SAT SET SUN SEA SKY AIR "
    "WAR WAY END RED JOY FUR BUY TRY USE WIN HEY OH AH EVE BOX BED CAT DOG MAN BOY HUT ICE JOB "
    "KEY LOW MAP NET OAK PAY RAW SAD TEA VAN WET ZOO SALE".split()
)
"""Words of two or three letters that are words even in capitals."""

CLIPPED = frozenset({"tis", "twas", "em", "til", "cause", "round", "bout", "n"})
"""What an apostrophe in front belongs to."""

STARTERS = frozenset(
    "The A An It He She They We I You This That These Those There Here In On At By From To As And "
    "But Or So Then When While Where What Who Why How His Her Their Our My Its If After Before "
    "Every Each Now Today Tonight Not No Yes Once Only With Without For One Two All Some Many "
    "Most".split()
)
"""Capitalised words that start a sentence rather than a name."""

ROMAN = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10,
    "XI": 11, "XII": 12, "XIII": 13, "XIV": 14, "XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18,
    "XIX": 19, "XX": 20, "XXI": 21, "XXII": 22, "XXIII": 23,
}  # fmt: skip

COUNTED = frozenset(
    "war chapter part volume act scene phase book type class apollo saturn section level stage "
    "mark season episode grade appendix figure game step round soyuz voyager pioneer gemini "
    "viking unit bowl canto lesson tier zone page room line day week".split()
)
"""Before these a Roman numeral is ``two``, after a name it is ``the second``."""

RULERS = frozenset(
    "henry charles louis george edward richard james william elizabeth mary philip frederick "
    "francis ferdinand leopold alexander nicholas peter catherine paul pius leo john benedict "
    "gregory napoleon ramses ramesses darius cyrus xerxes ptolemy cleopatra parakramabahu "
    "vijayabahu kashyapa mehmed murad selim suleiman justinian constantine wilhelm otto".split()
)
"""Names after which even a single letter is a numeral."""
