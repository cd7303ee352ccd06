"""Moves across a line: who comes below it, leaves, or stays on one side."""

from __future__ import annotations

import polars as pl

MOVES = ("entered", "left", "stayed_below", "stayed_above")
COUNTED = ("families", "persons")


def move(before: pl.Expr, after: pl.Expr) -> pl.Expr:
    """The word for a move from one side of a line to another; both expressions say who is below."""
    return (
        pl.when(before & after)
        .then(pl.lit("stayed_below"))
        .when(before)
        .then(pl.lit("left"))
        .when(after)
        .then(pl.lit("entered"))
        .otherwise(pl.lit("stayed_above"))
    )


def with_every_move(moved: pl.DataFrame, keys: tuple[str, ...]) -> pl.DataFrame:
    """The counts by ``keys``, test and move, in order, with a row also for moves that nobody made."""
    groups = moved.select(*keys, "test").unique().sort(*keys, "test")
    every = groups.join(pl.DataFrame({"move": list(MOVES)}), how="cross")
    on = [*keys, "test", "move"]
    return every.join(moved, on=on, how="left", maintain_order="left").with_columns(
        pl.col(COUNTED).fill_null(0)
    )
