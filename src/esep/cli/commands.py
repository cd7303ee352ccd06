"""The application with all its commands: importing their modules registers them, in the order of help.

Other packages may add a group of commands by the entry point ``esep.commands`` (the site does).
"""

from importlib.metadata import entry_points

from esep.cli import regions

# isort: split
from esep.cli import answering, bulk, explaining, law, reading_texts, texts, whatif
from esep.cli.application import app

__all__ = ["answering", "app", "bulk", "explaining", "law", "reading_texts", "regions", "texts", "whatif"]

for further in entry_points(group="esep.commands"):
    app.add_typer(further.load(), name=further.name)
