"""What the account rests on: notes of confidence, and the queries with the checksums of their rows."""

from __future__ import annotations

from esep.account.content import AccountContent
from esep.account.views import Column, View
from esep.account.wording import wording
from esep.messages import Language


def notes_view(content: AccountContent, language: Language) -> View:
    """The notes of confidence, in the order given."""
    words = wording(language)
    rows = tuple(
        (
            words[f"topic_{note.topic}"],
            words["confidence_" + note.confidence.replace(" ", "_")],
            note.text.in_language(language),
            note.source.in_language(language),
        )
        for note in content.notes
    )
    keys = ("topic", "confidence", "note", "source")
    return View("sources", words["sources"], tuple(Column(words[key]) for key in keys), rows)


def queries_view(content: AccountContent, language: Language) -> View:
    """The queries, how many rows each gave and their checksum."""
    words = wording(language)
    rows = tuple(
        (table.query, len(table.rows), table.basis.rows_hash)
        for table in sorted(content.tables, key=lambda table: table.query)
    )
    columns = (Column(words["query"]), Column(words["rows"], "number"), Column(words["rows_hash"]))
    return View("walk", words["walk"], columns, rows)
