"""Figures with provenance, and the checks of stated figures against one another."""

from esep.figures.checking import check
from esep.figures.figure import (
    Aspect,
    Basis,
    Calculation,
    Figure,
    FigureTable,
    Records,
    Stated,
    rows_hash,
    share,
    walk,
)
from esep.figures.finding import OUTCOMES, Finding, Outcome, Span
from esep.figures.indicator import Indicator, indicator, indicators
from esep.figures.official_text import OfficialText
from esep.figures.stated_indicators import read_catalogue, stated_indicators
from esep.figures.tables import Table, check_table, read_tables

__all__ = [
    "OUTCOMES",
    "Aspect",
    "Basis",
    "Calculation",
    "Figure",
    "FigureTable",
    "Finding",
    "Indicator",
    "OfficialText",
    "Outcome",
    "Records",
    "Span",
    "Stated",
    "Table",
    "check",
    "check_table",
    "indicator",
    "indicators",
    "read_catalogue",
    "read_tables",
    "rows_hash",
    "share",
    "stated_indicators",
    "walk",
]
