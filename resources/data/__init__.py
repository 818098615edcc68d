"""Dated data of the vendors: models, prices, voices, words of prompts."""
