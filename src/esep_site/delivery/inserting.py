"""Many rows of one table by one statement with an array for each column: four times as fast as row by row."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Model
from django.db.models.fields import BigAutoField

AT_ONCE = 20_000


def insert(model: type[Model], rows: Sequence[dict[str, Any]]) -> None:
    """Add rows, each with all columns of the table but its number, by name (``record_id``, ``year`` …)."""
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, BigAutoField)]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    types = [_type(str(field.db_type(connection))) for field in fields]
    given = ", ".join("%s::text[]" if each == "jsonb" else f"%s::{each}[]" for each in types)
    taken = ", ".join(f"a{at}::jsonb" if each == "jsonb" else f"a{at}" for at, each in enumerate(types))
    names = ", ".join(f"a{at}" for at in range(len(fields)))
    into = f'INSERT INTO "{model._meta.db_table}" ({columns})'
    statement = f"{into} SELECT {taken} FROM unnest({given}) AS given({names})"
    with connection.cursor() as cursor:
        for at in range(0, len(rows), AT_ONCE):
            part = rows[at : at + AT_ONCE]
            arrays = [[row[field.attname] for row in part] for field in fields]
            for index, each in enumerate(types):
                if each == "jsonb":
                    arrays[index] = [None if value is None else json.dumps(value) for value in arrays[index]]
            cursor.execute(statement, arrays)


def _type(written: str) -> str:
    """The type of a column without its length: the column itself holds rows to it."""
    return written.partition("(")[0].strip().replace("varchar", "text")
