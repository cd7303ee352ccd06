"""The account on disk: each file is written beside its place and then put there by one rename."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from esep.account.content import AccountContent
from esep.account.document import render_document
from esep.account.page import render_page
from esep.account.workbook import render_workbook
from esep.messages import LANGUAGES, Language


def write_account(
    content: AccountContent, folder: Path, languages: Sequence[Language] = LANGUAGES
) -> list[Path]:
    """Write ``account.json`` and, for each language, ``account.<language>.html`` and ``.xlsx``.

    The folder is made when it is missing; earlier files of these names are replaced. Returns the paths.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = {"account.json": render_document(content).encode()}
    for language in languages:
        files[f"account.{language}.html"] = render_page(content, language).encode()
        files[f"account.{language}.xlsx"] = render_workbook(content, language)
    return [_replace(folder / name, content_) for name, content_ in sorted(files.items())]


def _replace(path: Path, content: bytes) -> Path:
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path
