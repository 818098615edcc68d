"""The core of the studio: plain Python that knows no orchestrator and no web framework."""

__version__ = "0.1.0"
