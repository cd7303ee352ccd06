"""The folder of an installation: its database (when embedded), snapshots, secret key and compiled texts."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path

VARIABLE = "ESEP_SITE_FOLDER"
DEFAULT = "esep-site"


@dataclass(frozen=True)
class Folder:
    """Where an installation keeps what is not in its database."""

    root: Path

    @property
    def database(self) -> Path:
        """The data of the embedded PostgreSQL, used where DATABASE_URL is not set."""
        return self.root / "postgresql"

    @property
    def snapshots(self) -> Path:
        """A folder for each published snapshot."""
        return self.root / "snapshots"

    @property
    def assessments(self) -> Path:
        """A folder for each snapshot's assessments."""
        return self.root / "assessments"

    @property
    def extracts(self) -> Path:
        """Uploaded extracts that wait to be checked, a folder for each upload."""
        return self.root / "extracts"

    @property
    def catalogues(self) -> Path:
        """Translations as gettext reads them, compiled from the .po files."""
        return self.root / "catalogues"

    @property
    def static(self) -> Path:
        """Collected static files, compressed."""
        return self.root / "static"

    @property
    def pseudonym_key(self) -> Path:
        """The key by which numbers of persons and families become pseudonyms; the same in every snapshot."""
        return self.root / "pseudonyms.key"

    def secret(self, name: str) -> str:
        """A secret of this installation, made at the first use and readable by its owner only."""
        path = self.root / f"{name}.secret"
        if not path.is_file():
            self.root.mkdir(parents=True, exist_ok=True)
            made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(made, "w") as file:
                file.write(secrets.token_hex(32))
        return path.read_text().strip()


@cache
def folder() -> Folder:
    """The folder that ESEP_SITE_FOLDER names, else ``esep-site`` where the program was started."""
    return Folder(Path(os.environ.get(VARIABLE, DEFAULT)).resolve())
