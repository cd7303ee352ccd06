"""Read a document whole, or refuse it with the reason: TXT, HTML, DOCX, PDF with a text layer."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from esep.errors import NotFound, UnreadableDocument
from esep.messages import Message, messages_of
from esep.reading.documents.encodings import decode
from esep.reading.documents.limits import (
    LARGEST_DOCX_FILE,
    LARGEST_PDF_FILE,
    LARGEST_TEXT,
    LARGEST_TEXT_FILE,
)
from esep.reading.documents.spaced_tables import spaced_tables_in
from esep.reading.documents.tables import Table, tables_beside
from esep.reading.documents.written_text import composed

_, _n = messages_of("esep.reading")

Format = Literal["txt", "html", "docx", "pdf"]

_SUFFIXES: dict[str, Format] = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "txt",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}
_LARGEST: dict[Format, int] = {
    "txt": LARGEST_TEXT_FILE,
    "html": LARGEST_TEXT_FILE,
    "docx": LARGEST_DOCX_FILE,
    "pdf": LARGEST_PDF_FILE,
}


@dataclass(frozen=True)
class Document:
    """An official text as it was read.

    ``text`` has lines ended by ``\\n`` and composed letters (Unicode NFC); all offsets count its characters.
    ``encoding`` is None for DOCX and PDF. ``pages`` holds the offset where each page of a PDF begins.
    ``warnings`` say what a reader should know, and did not stop the reading. The cells of ``tables`` are
    spans of the text. ``published`` is the day that the page of an HTML document gives beside its article.
    """

    path: Path
    text: str
    format: Format
    encoding: str | None = None
    pages: tuple[int, ...] | None = None
    warnings: tuple[Message, ...] = ()
    tables: tuple[Table, ...] = ()
    published: datetime.date | None = None

    def page_of(self, offset: int) -> int | None:
        """The page, counted from 1, on which the character at ``offset`` stands; None without pages."""
        return bisect_right(self.pages, offset) if self.pages else None


def read_document(path: Path | str) -> Document:
    """Read the document at ``path``.

    Raises NotFound when there is no such file, and UnreadableDocument when it is too large, of another
    format, encrypted, broken, in an unknown encoding, or holds no text.
    """
    path = Path(path)
    if not path.is_file():
        raise NotFound(_("There is no document {file}. Check the path.", file=str(path)))
    name = path.name
    kind = _SUFFIXES.get(path.suffix.lower())
    if kind is None:
        raise UnreadableDocument(
            _("{file} is of a format that is not read. Save it as TXT, HTML, DOCX or PDF.", file=name)
        )
    _refuse_large_file(path, kind)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(
            _("{file} cannot be opened: {reason}.", file=name, reason=error.strerror or str(error))
        ) from error
    return _checked(_READERS[kind](path, content))


def _checked(document: Document) -> Document:
    """The document, unless it holds no text or too much of it."""
    name = document.path.name
    if not document.text.strip():
        raise UnreadableDocument(_("{file} holds no text.", file=name))
    if len(document.text) > LARGEST_TEXT:
        raise UnreadableDocument(
            _(
                "{file} holds {size} characters; at most {limit} are read. Divide the document.",
                file=name,
                size=len(document.text),
                limit=LARGEST_TEXT,
            )
        )
    return document


def read_pasted(content: bytes, name: str) -> Document:
    """Read text that was pasted or piped; ``name`` stands for it in messages and results.

    Raises UnreadableDocument as :func:`read_document` does for a TXT file.
    """
    if len(content) > LARGEST_TEXT_FILE:
        raise _too_large(name, len(content), LARGEST_TEXT_FILE)
    return _checked(_read_txt(Path(name), content))


def _refuse_large_file(path: Path, kind: Format) -> None:
    size, limit = path.stat().st_size, _LARGEST[kind]
    if size > limit:
        raise _too_large(path.name, size, limit)


def _too_large(name: str, size: int, limit: int) -> UnreadableDocument:
    return UnreadableDocument(
        _(
            "{file} is too large: {size} bytes; at most {limit} are read. Divide the document.",
            file=name,
            size=size,
            limit=limit,
        )
    )


def _part(name: str) -> Any:
    """The module that reads one format: its library is loaded when a document needs it, for it takes long."""
    return import_module(f"{__package__}.{name}")


def _read_txt(path: Path, content: bytes) -> Document:
    text, encoding = decode(content, path.name)
    text = composed(text)
    tables = tables_beside(text, spaced_tables_in(text))
    return Document(path, text, "txt", encoding, tables=tuple(tables))


def _read_html(path: Path, content: bytes) -> Document:
    page, encoding = decode(content, path.name)
    written = _part("html_text").html_text(page, path.name)
    day = _part("html_days").published_on(page)
    return Document(path, written.text, "html", encoding, tables=tuple(written.tables), published=day)


def _read_docx(path: Path, content: bytes) -> Document:
    written, warnings = _part("docx_text").docx_text(content, path.name)
    return Document(path, written.text, "docx", warnings=warnings, tables=tuple(written.tables))


def _read_pdf(path: Path, content: bytes) -> Document:
    written, warnings = _part("pdf.text_layer").pdf_text(content, path.name)
    tables = tables_beside(written.text, written.tables)
    return Document(path, written.text, "pdf", pages=written.pages, warnings=warnings, tables=tuple(tables))


_READERS: dict[Format, Callable[[Path, bytes], Document]] = {
    "txt": _read_txt,
    "html": _read_html,
    "docx": _read_docx,
    "pdf": _read_pdf,
}
