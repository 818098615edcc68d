"""A stand-in for the paid providers: their wire protocols on loopback, with accounts and faults.

It answers what the official SDKs ask, really makes the media, writes down who was billed what, and
fails when it is told to. It needs no key and no network, and never asks a real provider.
"""
