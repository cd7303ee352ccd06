"""The text layer of a PDF, page by page, or the reason why there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from esep.errors import UnreadableDocument
from esep.messages import Message, messages_of
from esep.reading.documents.limits import MOST_PDF_PAGES
from esep.reading.documents.pdf.columns import in_reading_order, without_repeated
from esep.reading.documents.pdf.grids import Grid, grids_of
from esep.reading.documents.pdf.hyphens import whole_words
from esep.reading.documents.pdf.lines import Line, page_pieces
from esep.reading.documents.pdf.paragraphs import PdfText, written
from esep.reading.documents.pdf.rulings import rulings_of
from esep.reading.documents.pdf.sideways import sideways_pieces
from esep.reading.documents.pdf.signs import read_signs, turn_of
from esep.reading.documents.pdf.tables import tables_joined, with_tables

_, _n = messages_of("esep.reading")

MOST_STRANGE = 0.05
"""Share of signs without a meaning, above which the text layer is broken (a font without a code table)."""

_PAGE_NUMBER = re.compile(r"[-–—\s]*\d{1,4}[-–—\s]*")
_STRANGE = re.compile("[\x00\x01\x03-\x1f\ufffd\ue000-\uf8ff]")


def pdf_text(content: bytes, file: str) -> tuple[PdfText, tuple[Message, ...]]:
    """The text with its pages and tables, and warnings about pages without text.

    Raises UnreadableDocument for an encrypted, broken or too long file, and for a scan without a text layer.
    """
    document = _open(content, file)
    try:
        _refuse_long(document, file)
        read = [_read_page(document, number) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise _broken(file) from error
    finally:
        document.close()
    pages = [pieces for pieces, _grids in read]
    _check_letters(pages, file)
    words = whole_words(line.text for page in pages for line in page)
    lines = with_tables(without_repeated(pages), [grids for _pieces, grids in read], words)
    return written(tables_joined(in_reading_order(lines)), words), _warnings(pages, file)


def _open(content: bytes, file: str) -> Any:
    if b"%PDF-" not in content[:1024]:
        raise UnreadableDocument(
            _("{file} is not a PDF, though its name says so. Save it as PDF.", file=file)
        )
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise UnreadableDocument(
                _("{file} is encrypted. Save it without a password.", file=file)
            ) from error
        raise _broken(file) from error


def _broken(file: str) -> UnreadableDocument:
    return UnreadableDocument(_("{file} is a broken PDF and cannot be opened. Take the original.", file=file))


def _refuse_long(document: Any, file: str) -> None:
    if len(document) > MOST_PDF_PAGES:
        raise UnreadableDocument(
            _(
                "{file} has {pages} pages; at most {limit} are read. Divide the document.",
                file=file,
                pages=len(document),
                limit=MOST_PDF_PAGES,
            )
        )


def _read_page(document: Any, number: int) -> tuple[list[Line], list[Grid]]:
    """The pieces of text of one page without its page number, and the grids drawn on it."""
    page = document[number]
    layer = page.get_textpage()
    try:
        signs = read_signs(layer)
        turn = turn_of(signs, page.get_rotation())
        upright = [sign for sign in signs if sign.is_space or sign.degrees == turn.upright]
        sideways = [sign for sign in signs if not sign.is_space and sign.degrees in turn.sideways]
        grids = grids_of(*rulings_of(page, turn))
        cell_of = partial(_cell_at, grids)
        pieces = page_pieces(layer, upright, turn, cell_of) + sideways_pieces(layer, sideways, turn, cell_of)
    finally:
        layer.close()
        page.close()
    alone = {piece.base for piece in pieces if piece.cell is None and _PAGE_NUMBER.fullmatch(piece.text)}
    for edge in (-1, 0):
        if pieces and pieces[edge].base in alone and sum(p.base == pieces[edge].base for p in pieces) == 1:
            del pieces[edge]
    return pieces, grids


def _cell_at(grids: Sequence[Grid], x: float, y: float) -> tuple[int, int] | None:
    cells = ((number, grid.cell_at(x, y)) for number, grid in enumerate(grids))
    return next(((number, cell) for number, cell in cells if cell is not None), None)


def _check_letters(pages: Sequence[Sequence[Line]], file: str) -> None:
    text = "".join(line.text for lines in pages for line in lines)
    if not any(map(str.isalpha, text)) and not _STRANGE.search(text):
        raise UnreadableDocument(
            _(
                "{file} has no text layer: it is a scan or a picture. Recognise its text first, or take the "
                "original document.",
                file=file,
            )
        )
    if len(_STRANGE.findall(text)) > MOST_STRANGE * len(text):
        raise UnreadableDocument(
            _(
                "The text layer of {file} is broken: its fonts do not say which letters they show. Recognise "
                "its text, or take the original document.",
                file=file,
            )
        )


def _warnings(pages: Sequence[Sequence[Line]], file: str) -> tuple[Message, ...]:
    empty = ", ".join(str(number) for number, lines in enumerate(pages, 1) if not lines)
    return (
        (_("Pages of {file} without text were left out: {pages}.", file=file, pages=empty),) if empty else ()
    )
