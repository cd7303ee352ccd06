"""Where the living persons of a snapshot live: with their family, or where they are registered."""

from __future__ import annotations

from datetime import date

import polars as pl

from esep.registers import Snapshot


def residents(snapshot: Snapshot, on: date) -> pl.LazyFrame:
    """Each person who is alive on a day: ``person``, ``family`` (null without one), ``place``, ``region``
    and ``district``: those of the family, of the registration for a person without family.

    Who died on the day or before it belongs to no family and is left out, as the law counts members. Rows
    stand in the order of the register of persons.
    """
    holds = (pl.col("valid_from") <= on) & (pl.col("valid_to").is_null() | (pl.col("valid_to") >= on))
    homes = snapshot.scan("families").select("family", "place", "region", "district")
    membership = (
        snapshot.scan("memberships").filter(holds).select("person", "family").join(homes, on="family")
    )
    persons = snapshot.scan("persons").select("person", "place", "region", "district", "death_date")
    living = persons.filter(pl.col("death_date").is_null() | (pl.col("death_date") > on))
    joined = living.join(membership, on="person", how="left", maintain_order="left", suffix="_of_family")
    return joined.select(
        "person",
        "family",
        *(
            pl.coalesce(f"{column}_of_family", column).alias(column)
            for column in ("place", "region", "district")
        ),
    )
