"""The application with all its commands: importing their modules registers them, in the order of help."""

from esep.cli import regions

# isort: split
from esep.cli import answering, bulk, explaining, law, texts, whatif
from esep.cli.application import app

__all__ = ["answering", "app", "bulk", "explaining", "law", "regions", "texts", "whatif"]
