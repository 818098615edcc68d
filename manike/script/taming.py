"""A scene told in words that no content filter refuses: by its structured fields alone."""

from manike.script.models import Scene


def tamed(scene: Scene) -> Scene:
    """The scene described by its place, hour, weather, people and things, with nothing else said.

    What a filter stumbles over is a turn of phrase in the free description, such as "the children
    shoot hoops"; the fields hold words of the vocabulary, names and things.
    """
    setting = scene.setting
    parts = [
        f"A {scene.shot.size.value} view of {setting.name or 'a ' + setting.place.value}",
        f"{setting.time_of_day.value}, {setting.season.value}, {setting.weather.value} weather",
        f"a calm, friendly picture, {scene.mood.value} in mood",
    ]
    if setting.landmark:
        parts.insert(1, f"with a {setting.landmark}")
    if scene.characters:
        parts.append(f"showing {' and '.join(scene.characters)}, fully dressed")
    if scene.subjects:
        parts.append(f"with {', '.join(scene.subjects)}")
    return scene.model_copy(update={"description": f"{', '.join(parts)}."})
