"""Read official texts and print what they say, one JSON object a line: python -m esep.reading FILE..."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from typing import Any

from esep.errors import EsepError
from esep.reading.documents import read_document
from esep.reading.instruction import Instruction
from esep.reading.reading import read
from esep.reading.statement import Doubt, Statement


def _number(value: Decimal | None) -> int | float | None:
    """JSON has no decimals: whole numbers stay whole, the rest is the nearest binary fraction."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def statement_row(statement: Statement) -> dict[str, Any]:
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
        "calendar_period": statement.period.iso if statement.period else None,
        "language": statement.language,
        "rule": statement.rule,
    }


def instruction_row(instruction: Instruction) -> dict[str, Any]:
    """An instruction in the form that is printed."""
    return {
        "start": instruction.start,
        "end": instruction.end,
        "quote": instruction.quote,
        "type": instruction.type,
        "issuer": instruction.issuer,
        "addressee": instruction.addressee,
        "action": instruction.action,
        "deadline": instruction.deadline,
        "language": instruction.language,
        "rule": instruction.rule,
    }


def doubt_row(doubt: Doubt) -> dict[str, Any]:
    """A doubt in the form that is printed."""
    return {"start": doubt.start, "end": doubt.end, "quote": doubt.quote, "reason": str(doubt.reason)}


def answer(path: str) -> dict[str, Any]:
    """What the file says; raises :class:`UnreadableDocument`."""
    reading = read(read_document(path).text)
    return {
        "document": path,
        "statements": [statement_row(statement) for statement in reading.statements],
        "instructions": [instruction_row(instruction) for instruction in reading.instructions],
        "doubts": [doubt_row(doubt) for doubt in reading.doubts],
    }


def main() -> int:
    """Read the files named on the command line; the exit code is 0, or that of the first error."""
    try:
        for path in sys.argv[1:]:
            sys.stdout.write(json.dumps(answer(path), ensure_ascii=False) + "\n")
    except EsepError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
