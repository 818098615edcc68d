"""Grooves of the drum kit, by the feeling they carry."""

from manike.embedded.composer.instruments import Drum
from manike.embedded.composer.percussion import Groove, Layer

BREATH = Groove(
    (
        Layer(Drum.SHAKER_SOFT, "o...-...o...-...", 0.45),
        Layer(Drum.FRAME_DUM, "o.........-.....", 0.6),
    ),
    swell=Drum.CYMBAL_SWELL,
)
AIR = Groove((Layer(Drum.TRIANGLE, "............-...", 0.85),), swell=Drum.CYMBAL_SWELL)
BRUSHES = Groove(
    (
        Layer(Drum.KICK, "o.........o.....", 0.4),
        Layer(Drum.BRUSH_SNARE, "....o.......o...", 0.45),
        Layer(Drum.BRUSH_SWEEP, "o.......o.......", 0.35),
        Layer(Drum.HAT, "-.-.-.-.-.-.-.-.", 0.6),
    ),
    swell=Drum.CYMBAL_SWELL,
)
SUNNY = Groove(
    (
        Layer(Drum.KICK, "x.....o.x.......", 0.35),
        Layer(Drum.SNAP, "....x.......x...", 0.4),
        Layer(Drum.SHAKER, "o-x-o-x-o-x-o-x-", 0.45),
        Layer(Drum.TAMBOURINE, "....o.......o.-.", 0.7),
    ),
    fill=(Drum.TOM_LOW, Drum.TOM_HIGH),
    swell=Drum.CYMBAL_SWELL,
    strike=(Drum.CRASH,),
)
STOMP = Groove(
    (
        Layer(Drum.KICK, "x...x...x...x...", 0.4),
        Layer(Drum.TAMBOURINE, "..o...o...o...o.", 0.5),
        Layer(Drum.SNAP, "....x.......x...", 0.45),
        Layer(Drum.SHAKER, "-.o.-.o.-.o.-.o.", 0.35),
    ),
    fill=(Drum.TOM_LOW, Drum.TOM_HIGH),
    swell=Drum.CYMBAL_SWELL,
    strike=(Drum.CRASH,),
)
RISING = Groove(
    (
        Layer(Drum.KICK, "x.......x.......", 0.45),
        Layer(Drum.TOM_LOW, "......o.......o.", 0.6),
        Layer(Drum.SHAKER, "-.o.-.o.-.o.-.o.", 0.5),
        Layer(Drum.TAIKO, "x.......o.......", 0.85),
    ),
    fill=(Drum.TOM_LOW, Drum.TOM_HIGH),
    swell=Drum.CYMBAL_SWELL,
    strike=(Drum.CRASH,),
)
TAIKOS = Groove(
    (
        Layer(Drum.LOW_DRUM, "x...............", 0.12),
        Layer(Drum.TAIKO, "x.....o.x.....o.", 0.4),
        Layer(Drum.TAIKO_HIGH, "..-.o..-..o.o.-.", 0.58),
        Layer(Drum.TAIKO_RIM, "....o.......o...", 0.7),
        Layer(Drum.TOM_LOW, "o..o..o.o..o..o.", 0.9),
    ),
    fill=(Drum.TAIKO, Drum.TAIKO_HIGH, Drum.TOM_HIGH),
    swell=Drum.CYMBAL_SWELL,
    strike=(Drum.CRASH, Drum.BOOM),
)
PROCESSION = Groove(
    (
        Layer(Drum.LOW_DRUM, "x.......o.......", 0.3),
        Layer(Drum.TAIKO, "x...o...x..oo...", 0.5),
        Layer(Drum.TOM_HIGH, "..--..--..--oo--", 0.7),
        Layer(Drum.TAIKO_HIGH, "x...x...x...x.x.", 0.9),
    ),
    fill=(Drum.TAIKO, Drum.TAIKO_HIGH),
    swell=Drum.CYMBAL_SWELL,
    strike=(Drum.CRASH, Drum.BOOM),
)
CLOCK = Groove(
    (
        Layer(Drum.TICK, "o.-.o.-.o.-.o.-.", 0.1),
        Layer(Drum.LOW_DRUM, "x..x............", 0.35),
        Layer(Drum.FRAME_TEK, "......-.......o.", 0.55),
        Layer(Drum.TAIKO, "x.....x...x.....", 0.75),
        Layer(Drum.SHAKER, "--o---o---o---o-", 0.6),
    ),
    swell=Drum.RISER,
    strike=(Drum.BOOM,),
)
HEART = Groove(
    (
        Layer(Drum.LOW_DRUM, "x.o.............", 0.2),
        Layer(Drum.TAIKO_RIM, "........-.....-.", 0.5),
        Layer(Drum.TAIKO, "x.o.....x.o.....", 0.7),
        Layer(Drum.TICK, "--o---o---o---o-", 0.55),
    ),
    swell=Drum.RISER,
    strike=(Drum.BOOM,),
)
SHADOWS = Groove(
    (
        Layer(Drum.FRAME_DUM, "o.....-.........", 0.45),
        Layer(Drum.FRAME_TEK, "..........-...-.", 0.6),
        Layer(Drum.SHAKER_SOFT, "-...o...-...o...", 0.5),
    ),
    swell=Drum.RISER,
    strike=(Drum.BOOM,),
)
BLOCKS = Groove(
    (
        Layer(Drum.WOODBLOCK, "x.....o...x.....", 0.35),
        Layer(Drum.WOODBLOCK_HIGH, "....o.......o.o.", 0.4),
        Layer(Drum.KICK, "o.......o.......", 0.5),
        Layer(Drum.BRUSH_SNARE, "....-.......-...", 0.6),
        Layer(Drum.SHAKER, "-.o.-.o.-.o.-.o.", 0.65),
    ),
    fill=(Drum.WOODBLOCK, Drum.WOODBLOCK_HIGH),
    strike=(Drum.TRIANGLE,),
)
TIPTOE = Groove(
    (
        Layer(Drum.SNAP, "....o.......o...", 0.35),
        Layer(Drum.KICK, "o.......o..-....", 0.45),
        Layer(Drum.HAT, "o.-.o.-.o.-.o.-.", 0.5),
        Layer(Drum.TAMBOURINE, "....-.......o...", 0.8),
    ),
    fill=(Drum.WOODBLOCK, Drum.WOODBLOCK_HIGH),
    strike=(Drum.TRIANGLE,),
)
HEARTH = Groove(
    (
        Layer(Drum.BRUSH_SWEEP, "o.....o.....", 0.3),
        Layer(Drum.FRAME_DUM, "o...........", 0.5),
        Layer(Drum.TRIANGLE, "........-...", 0.75),
    ),
    swell=Drum.CYMBAL_SWELL,
)
PARADE = Groove(
    (
        Layer(Drum.LOW_DRUM, "x.......x.......", 0.3),
        Layer(Drum.SNARE, "o..oo.o.o..oo-o-", 0.4),
        Layer(Drum.TAIKO, "x.......x.....o.", 0.7),
        Layer(Drum.TAMBOURINE, "....o.......o...", 0.6),
        Layer(Drum.CRASH, "o...............", 0.97),
    ),
    fill=(Drum.SNARE, Drum.TOM_LOW, Drum.TOM_HIGH),
    swell=Drum.CYMBAL_SWELL,
    strike=(Drum.CRASH, Drum.BOOM),
)
OLD_WALTZ = Groove(
    (
        Layer(Drum.KICK, "o...........", 0.4),
        Layer(Drum.BRUSH_SNARE, "....-...o...", 0.35),
        Layer(Drum.TAMBOURINE, "....-...-...", 0.7),
    ),
    swell=Drum.CYMBAL_SWELL,
    strike=(Drum.TRIANGLE,),
)
OLD_STROLL = Groove(
    (
        Layer(Drum.KICK, "o.......o.......", 0.45),
        Layer(Drum.BRUSH_SWEEP, "....o.......o...", 0.35),
        Layer(Drum.WOODBLOCK, "..-...-...-...-.", 0.6),
    ),
    swell=Drum.CYMBAL_SWELL,
    strike=(Drum.TRIANGLE,),
)
DREAD = Groove(
    (
        Layer(Drum.BOOM, "o...............", 0.35),
        Layer(Drum.TICK, "-.....-.........", 0.2),
        Layer(Drum.FRAME_TEK, "..........-..-..", 0.5),
        Layer(Drum.LOW_DRUM, "........o.o.....", 0.65),
    ),
    swell=Drum.RISER,
    strike=(Drum.BOOM,),
)
SPRINT = Groove(
    (
        Layer(Drum.KICK, "x...x...x...x...", 0.25),
        Layer(Drum.HAT, "..o...o...o...o.", 0.2),
        Layer(Drum.CLAP, "....x.......x...", 0.4),
        Layer(Drum.SHAKER, "-o-o-o-o-o-o-o-o", 0.6),
        Layer(Drum.TOM_LOW, "..............oo", 0.8),
    ),
    fill=(Drum.CLAP, Drum.TOM_LOW, Drum.TOM_HIGH),
    swell=Drum.RISER,
    strike=(Drum.CRASH,),
)
BREAKBEAT = Groove(
    (
        Layer(Drum.KICK, "x..x......x.....", 0.25),
        Layer(Drum.SNARE, "....x..-....x..-", 0.35),
        Layer(Drum.HAT, "o.-.o.-.o.-.o.o.", 0.2),
        Layer(Drum.TAMBOURINE, "..o...o...o...o.", 0.65),
    ),
    fill=(Drum.SNARE, Drum.TOM_LOW, Drum.TOM_HIGH),
    swell=Drum.RISER,
    strike=(Drum.CRASH,),
)
STARLIGHT = Groove(
    (
        Layer(Drum.SHAKER_SOFT, "....-.......-...", 0.5),
        Layer(Drum.TRIANGLE, "-...............", 0.6),
    ),
    swell=Drum.CYMBAL_SWELL,
)
