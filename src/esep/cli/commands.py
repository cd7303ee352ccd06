"""The application with all its commands: importing their modules registers them, in the order of help."""

from esep.cli import regions

# isort: split
from esep.cli import bulk, explaining, law, texts, whatif
from esep.cli.application import app

__all__ = ["app", "bulk", "explaining", "law", "regions", "texts", "whatif"]
