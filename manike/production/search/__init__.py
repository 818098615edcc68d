"""Texts become vectors, and what a tenant has can be found."""
