"""The main text of an HTML page, without menus, banners, share buttons and footers, with its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import trafilatura

from esep.errors import UnreadableDocument
from esep.messages import messages_of
from esep.reading.documents.html_article import drop_other_news, heading_of, said_by
from esep.reading.documents.html_tables import PageTables
from esep.reading.documents.written_text import WrittenCell, WrittenText
from esep.yaml_texts import packaged_yaml

_, _n = messages_of("esep.reading")

LONGEST_FURNITURE = 120
"""Characters of a line that can be furniture of the page (share buttons, counters) left in its article."""

LONGEST_LABEL = 60
"""Characters of what stands below a number and says what it counts."""
_BARE_NUMBER = re.compile(r"\d[\d \u00a0]*(?:[.,]\d+)?\+?%?")
_TERMS = "dl"
_BLOCKS = frozenset(["p", "head", "quote", "code", "item"])
_HOLDERS = frozenset(["list", "main", "body", "div", "item", "quote"])


def html_text(page: str, file: str) -> WrittenText:
    """The paragraphs, list items and tables of the page's article, a line each.

    Raises UnreadableDocument when the page has no article.
    """
    tree = trafilatura.load_html(page)
    if tree is None:
        raise _without_text(file)
    drop_other_news(tree)
    tables = PageTables(tree)
    for cell in tree.iter("td", "th"):
        # The tables of the page know the spans already; the extraction would write every covered cell out.
        cell.attrib.pop("colspan", None)
        cell.attrib.pop("rowspan", None)
    found = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
    )
    body = None if found is None else getattr(found, "body", found)
    written = WrittenText()
    if body is not None:
        heading = heading_of(tree, said_by(body))
        if heading is not None:
            written.line(heading)
        _write(body, written, tables)
    if body is None or not said_by(body):
        raise _without_text(file)
    return written


def _without_text(file: str) -> UnreadableDocument:
    return UnreadableDocument(
        _("{file} has no main text. Save the text of the page itself as TXT or DOCX.", file=file)
    )


def _write(element: Any, written: WrittenText, tables: PageTables) -> None:
    label: Any = None
    for child in element:
        if child is label:
            continue
        label = _label_below(child)
        if label is not None:
            _line(f"{child.text} {label.text}", written)
        elif child.tag == "table":
            _write_table(child, written, tables)
        elif child.get("rend") == _TERMS and (rows := _terms(child)):
            written.table(rows)
        elif child.tag in _HOLDERS and any(inner.tag in _BLOCKS or inner.tag == "table" for inner in child):
            _line(child.text or "", written)
            _write(child, written, tables)
        else:
            for line in "".join(_said(child)).split("\n"):
                _line(f"- {line.strip()}" if child.tag == "item" and line.strip() else line, written)
        _line(child.tail or "", written)


def _label_below(element: Any) -> Any:
    """The paragraph below a number that says what it counts: «45» over «елді мекен»; None for any other."""
    below = element.getnext()
    if below is None or element.tag != "p" or below.tag != "p" or len(element) or len(below):
        return None
    said = " ".join((below.text or "").split())
    is_label = said[:1].islower() and len(said) <= LONGEST_LABEL and not said.endswith(".")
    is_label = is_label and not any(map(str.isdigit, said))
    return below if is_label and _BARE_NUMBER.fullmatch((element.text or "").strip()) else None


def _terms(element: Any) -> list[list[WrittenCell]]:
    """The rows of a list of terms, each with what it is; none where a term stands alone or has several."""
    items = [(item.get("rend", ""), " ".join("".join(_said(item)).split())) for item in element]
    pairs = list(zip(items[::2], items[1::2], strict=False))
    if len(items) % 2 or not all(one[0].startswith("dt") and two[0].startswith("dd") for one, two in pairs):
        return []
    return [[WrittenCell(term, 0), WrittenCell(said, 1)] for (_, term), (_, said) in pairs]


def _line(text: str, written: WrittenText) -> None:
    """A paragraph, unless it is empty or furniture of the page."""
    plain = " ".join(text.split())
    if plain and not is_furniture(plain):
        written.line(plain)


def _said(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield "\n" if child.tag == "lb" else ""
        yield from _said(child)
        yield child.tail or ""


def _write_table(table: Any, written: WrittenText, tables: PageTables) -> None:
    """Its rows as the page has them; the extraction, which forgets merged cells, only says that it is text.

    A table that the page does not have as such is no table unless all its rows are equally long.
    """
    extracted = [
        [" ".join("".join(_said(cell)).split()) for cell in row.iter("cell")] for row in table.iter("row")
    ]
    extracted = [row for row in extracted if any(row)]
    rows = tables.rows_like([cell for row in extracted for cell in row])
    if rows is not None:
        written.table(rows)
    elif len(set(map(len, extracted))) == 1:
        written.table([[WrittenCell(cell, column) for column, cell in enumerate(row)] for row in extracted])
    else:
        for row in extracted:
            written.line(" | ".join(row))


@cache
def _furniture() -> tuple[re.Pattern[str], ...]:
    content = packaged_yaml(__package__, "words.yaml")
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in content["furniture"])


def is_furniture(line: str) -> bool:
    """Whether a line is no text of the article: share buttons, counters of views, links to other news."""
    return len(line) <= LONGEST_FURNITURE and any(pattern.fullmatch(line) for pattern in _furniture())
