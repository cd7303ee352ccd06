"""Read official texts and print what they state, one JSON object a line: python -m esep.reading FILE..."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from typing import Any

from esep.reading.documents import read_document
from esep.reading.sentences import split_sentences
from esep.reading.statement import Statement
from esep.reading.statements import find_statements


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def as_json(statement: Statement) -> dict[str, Any]:
    """A statement in the form that is printed."""
    quantity = statement.quantity
    return {
        "start": statement.start,
        "end": statement.end,
        "number_start": statement.number_start,
        "quote": statement.quote,
        "value": _number(quantity.value),
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "approximation": quantity.approximation,
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
        "period": statement.period.text if statement.period else None,
        "language": statement.language,
        "rule": statement.rule,
    }


def main() -> None:
    """Read the files named on the command line."""
    for path in sys.argv[1:]:
        text = read_document(path).text
        statements = find_statements(text, split_sentences(text))
        answer = {"document": path, "statements": [as_json(s) for s in statements], "instructions": []}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
