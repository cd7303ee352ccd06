"""The application with all its commands: importing their modules registers them, in the order of help."""

from esep.cli import regions

# isort: split
from esep.cli import law, texts
from esep.cli.application import app

__all__ = ["app", "law", "regions", "texts"]
