"""The application with all its commands: importing their modules registers them, in the order of help."""

from esep.cli import regions, texts
from esep.cli.application import app

__all__ = ["app", "regions", "texts"]
