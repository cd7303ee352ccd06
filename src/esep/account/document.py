"""The account as JSON: every table with all its rows and their checksum, every text figure with its place."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from esep.account.content import AccountContent
from esep.account.family_views import overview_figures
from esep.account.text_views import addressee_groups
from esep.figures import Calculation, Figure, FigureTable, Finding, Records, Span, Stated
from esep.language import Interval, Number
from esep.messages import LANGUAGES, Message, Name
from esep.reading.statement import Statement

SCHEMA_VERSION = "1"


def render_document(content: AccountContent) -> str:
    """The account as JSON text: all three languages, keys in a fixed order, numbers exact."""
    stamp = content.stamp
    document = {
        "schema_version": SCHEMA_VERSION,
        "place": {"code": content.place, "name": _name(content.place_name)},
        "date": content.date.isoformat(),
        "is_made_up": content.is_made_up,
        "stamp": {
            "snapshot": stamp.snapshot,
            "snapshot_date": stamp.snapshot_date.isoformat(),
            "law_date": stamp.law_date.isoformat(),
            "law_hash": stamp.law_hash,
            "program_version": stamp.program_version,
        },
        "overview": [_figure(figure) for figure in overview_figures(content)],
        "tables": [_table(table) for table in content.tables],
        "districts": [
            {"code": d.code, "name": _name(d.name), "column": d.column, "row": d.row}
            for d in content.district_list
        ],
        "labels": {key: _name(content.labels[key]) for key in sorted(content.labels)},
        "notes": [
            {"topic": n.topic, "confidence": n.confidence, "text": _name(n.text), "source": _name(n.source)}
            for n in content.notes
        ],
        "texts": [
            {"document": text.name, "statements": [_statement(s) for s in text.statements]}
            for text in content.texts
        ],
        "findings": [_finding(finding) for finding in content.findings],
        "instructions": [
            {
                "document": i.document,
                "start": i.start,
                "end": i.end,
                "quote": i.quote,
                "type": i.type,
                "issuer": i.issuer,
                "addressee": i.addressee,
                "action": i.action,
                "deadline": i.deadline,
            }
            for group in addressee_groups(content, "kk")
            for i in group.instructions
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _name(name: Name | Message) -> dict[str, str]:
    return {language: name.in_language(language) for language in LANGUAGES}


def _number(value: Number | int | None) -> int | str | None:
    """Whole numbers as JSON numbers, others as text: no reader then rounds them."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return str(value)


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "indicator": figure.indicator,
        "place": figure.place,
        "period": figure.period,
        "aspect": figure.aspect,
        "breakdown": dict(figure.breakdown),
        "value": _number(figure.value),
        "unit": figure.unit,
        "basis": _basis(figure),
    }


def _basis(figure: Figure) -> dict[str, Any]:
    basis = figure.basis
    if isinstance(basis, Records):
        return {"records": basis.query, "snapshot": basis.snapshot, "rows_hash": basis.rows_hash}
    if isinstance(basis, Stated):
        return {"statement": basis.document, "start": basis.start, "end": basis.end}
    assert isinstance(basis, Calculation)
    return {"calculation": basis.name, "inputs": [_figure(part) for part in basis.inputs]}


def _table(table: FigureTable) -> dict[str, Any]:
    return {
        "query": table.query,
        "snapshot": table.snapshot,
        "place": table.place,
        "period": table.period,
        "aspect": table.aspect,
        "keys": list(table.keys),
        "indicators": [{"id": i, "unit": u} for i, u in zip(table.indicators, table.units, strict=True)],
        "rows": [[cell if isinstance(cell, str) else _number(cell) for cell in row] for row in table.rows],
        "rows_hash": table.basis.rows_hash,
    }


def _statement(statement: Statement) -> dict[str, Any]:
    quantity, period = statement.quantity, statement.period
    return {
        "start": statement.start,
        "end": statement.end,
        "number_start": statement.number_start,
        "quote": statement.quote,
        "value": _number(quantity.value),
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "approximation": quantity.approximation,
        "interval": _interval(quantity.interval),
        "unit": statement.unit,
        "noun": statement.noun,
        "qualifiers": list(statement.qualifiers),
        "kind": statement.kind,
        "is_change": statement.is_change,
        "part_of": statement.part_of,
        "relation": statement.relation,
        "related_to": statement.related_to,
        "place": statement.place,
        "programme": statement.programme,
        "period": None if period is None else {"text": period.text, "iso": period.iso},
        "language": statement.language,
        "rule": statement.rule,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "outcome": finding.outcome,
        "rule": finding.rule,
        "by": _interval(finding.by),
        "statements": [_span(span) for span in finding.statements],
        "explanation": _name(finding.explanation),
    }


def _span(span: Span) -> dict[str, Any]:
    return {
        "document": span.document,
        "start": span.start,
        "end": span.end,
        "quote": span.quote,
        "cell": span.cell,
    }


def _interval(interval: Interval) -> dict[str, Any]:
    return {
        "low": _number(interval.low),
        "high": _number(interval.high),
        "includes_low": interval.includes_low,
        "includes_high": interval.includes_high,
    }
