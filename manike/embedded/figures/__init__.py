"""Figures of a picture: characters, animals, vehicles, plants, things and landmarks."""
