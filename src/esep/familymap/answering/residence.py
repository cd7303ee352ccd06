"""What the registers derive from a place, filled in where a family or a person does not state it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

import polars as pl

from esep.familymap.answering.form import MEMBERSHIPS, PLACE, REGION, ThingForm, family_form
from esep.places import places, settlement_status

Silent = tuple[str, str]
"""Table and field."""
_SINCE = date(1, 1, 1)


def with_places(tables: dict[str, pl.DataFrame]) -> tuple[Mapping[str, pl.DataFrame], Counter[Silent]]:
    """All tables, places whole, and how many rows took the default of each field derived from a place.

    A stated code stands; then what follows from the place; for a person who states neither place nor region
    that of the family; then the default of the vocabulary. Memberships hold from the first day to no end.
    """
    form = family_form()
    person = form.parts["members"]
    memberships = tables[MEMBERSHIPS].with_columns(
        pl.lit(_SINCE).alias("valid_from"), pl.lit(None, dtype=pl.Date).alias("valid_to")
    )
    silent: Counter[Silent] = Counter()
    families = _defaulted(_derived(tables[form.declared.table], form), form, silent)
    persons = tables[person.declared.table]
    shared = [field.name for field in person.fields if field.derived and form.has(field.name)]
    homes = families.select(
        pl.col(form.declared.key), *(pl.col(name).alias(f"home:{name}") for name in shared)
    )
    at_home = _derived(persons, person).with_columns(memberships["family"])
    joined = at_home.join(homes, on=form.declared.key, how="left", maintain_order="left")
    elsewhere = pl.any_horizontal(pl.col(name).is_not_null() for name in shared)
    filled = joined.with_columns(
        pl.when(elsewhere).then(name).otherwise(f"home:{name}").alias(name) for name in shared
    )
    settled = _defaulted(filled, person, silent).select(persons.columns)
    made = {MEMBERSHIPS: memberships, form.declared.table: families, person.declared.table: settled}
    return {**tables, **made}, silent


def _derived(frame: pl.DataFrame, form: ThingForm) -> pl.DataFrame:
    """Codes and signs that follow from the place, where they are not stated."""
    names = [field.name for field in form.fields if field.derived and field.name != PLACE]
    by_place = _by_place(frame[PLACE])
    joined = frame.join(by_place, on=PLACE, how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce(name, f"derived:{name}") for name in names).select(frame.columns)


def _defaulted(frame: pl.DataFrame, form: ThingForm, silent: Counter[Silent]) -> pl.DataFrame:
    derived = [field for field in form.fields if field.derived]
    for field in derived:
        silent[form.declared.table, field.name] += frame[field.name].null_count()
    return frame.with_columns(pl.col(field.name).fill_null(field.declared.default) for field in derived)


def _by_place(codes: pl.Series) -> pl.DataFrame:
    """What the classifier says of each place that is named; where there is no district, the region."""
    unknown = next(field.declared.default for field in family_form().fields if field.name == PLACE)
    rows = []
    for code in codes.unique().drop_nulls():
        if code != unknown:
            place = places().get(code)
            district = (place.district or place.region).code
            rows.append((code, place.region.code, district, place.rural, settlement_status(place)))
    schema = {
        PLACE: pl.String,
        f"derived:{REGION}": pl.String,
        "derived:district": pl.String,
        "derived:rural": pl.Boolean,
        "derived:settlement_status": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")
