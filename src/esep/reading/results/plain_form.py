"""A reading as plain values: the JSON that ``esep read --json-lines`` prints."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from esep.reading.instruction import Addressee, Instruction
from esep.reading.reading import Reading
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
        "candidates": [_number(value) for value in quantity.candidates],
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
        "base": statement.base.text if statement.base else None,
        "calendar_base": statement.base.iso if statement.base else None,
        "speaker": statement.speaker,
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
        "due": str(instruction.due) if instruction.due else None,
        "recurrence": instruction.recurrence,
        "object": instruction.object,
        "place": instruction.place,
        "addressees": [addressee_row(one) for one in instruction.addressees],
        "issuer_code": instruction.issuer_code,
        "issuer_span": instruction.issuer_span,
        "action_span": instruction.action_span,
        "object_span": instruction.object_span,
        "deadline_spans": list(instruction.deadline_spans),
        "language": instruction.language,
        "rule": instruction.rule,
    }


def addressee_row(addressee: Addressee) -> dict[str, Any]:
    """One body or post of an addressee in the form that is printed."""
    return {
        "start": addressee.start,
        "end": addressee.end,
        "quote": addressee.quote,
        "name": addressee.name,
        "code": addressee.code,
    }


def doubt_row(doubt: Doubt) -> dict[str, Any]:
    """A doubt in the form that is printed."""
    return {
        "start": doubt.start,
        "end": doubt.end,
        "quote": doubt.quote,
        "reason": str(doubt.reason),
        "language": doubt.language,
        "rule": doubt.rule,
    }


def reading_row(document: str, reading: Reading) -> dict[str, Any]:
    """A document's reading in the form that is printed: one object a line."""
    return {
        "document": document,
        "language": reading.language,
        "lexicon": reading.lexicon,
        "day": reading.day.isoformat() if reading.day else None,
        "day_span": reading.day_span,
        "statements": [statement_row(statement) for statement in reading.statements],
        "instructions": [instruction_row(instruction) for instruction in reading.instructions],
        "doubts": [doubt_row(doubt) for doubt in reading.doubts],
    }
