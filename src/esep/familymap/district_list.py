"""The families of a district as a list for an officer: what each is due, and the values that decide it.

One list is a page of HTML (without scripts and outside addresses, for screen, telephone and paper) and a CSV
of the same rows. Everything in it stands in :class:`esep.familymap.explanations.Explanations`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import polars as pl
from jinja2 import Environment, PackageLoader, StrictUndefined

from esep.errors import NotFound
from esep.familymap.explanations import Explanations
from esep.familymap.json_lines import written
from esep.familymap.telling.page import ANSWER_WORDS
from esep.language.dates import written_date
from esep.law import Provision, value_text
from esep.messages import Language, Message, messages_of
from esep.places import places

_, _n = messages_of(__package__)

FAMILIES_A_FILE = 1000
AMOUNTS = (
    "assistance_due",
    "large_family_allowance",
    "child_care_allowance",
    "birth_allowance",
    "survivor_allowance",
    "housing_aid",
)
"""What is due to a family in money; assistance stands with its supplement for children."""
REASONS = ("income_per_head", "poverty_line", "dependent_children")
SIGNS = ("assistance_barred", "contract_missing")
"""What is told only where it is so."""
KIND, LEVEL, SIZE = "assistance_kind", "level", "family_size"

_ENVIRONMENT = Environment(
    loader=PackageLoader("esep.familymap"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Told:
    """One value with its name, as a reader sees them."""

    name: str
    value: str


@dataclass(frozen=True)
class Entry:
    """One family of a list."""

    family: int
    place: str
    due: tuple[Told, ...]
    level: str
    reasons: tuple[Told, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True)
class DistrictList:
    """Lists of the families of ``explained`` in one language, ordered by place and number of the family.

    ``heading`` is the name of the district; ``made_up`` puts a warning on each page.
    """

    explained: Explanations
    language: Language
    heading: str
    made_up: bool = False

    def write(self, folder: Path | str, *, most: int = FAMILIES_A_FILE) -> list[Path]:
        """Write ``list-1.html``, ``list-1.csv``, ``list-2.html`` ... of at most ``most`` families each."""
        rows = self._rows()
        parts = [rows[first : first + most] for first in range(0, len(rows), most)]
        files = []
        for number, part in enumerate(parts, start=1):
            page = self._page(part, number, len(parts)).encode()
            files.append(written(Path(folder) / f"list-{number}.html", page))
            files.append(written(Path(folder) / f"list-{number}.csv", self._csv(part).encode("utf-8-sig")))
        return files

    def _rows(self) -> list[dict[str, Any]]:
        found = self.explained.families
        names = pl.DataFrame(
            [(code, _place_name(code, self.language)) for code in found["place"].unique().to_list()],
            schema={"place": pl.String, "place_name": pl.String},
            orient="row",
        )
        return found.join(names, on="place", how="left").sort("place_name", "place", "family").to_dicts()

    @property
    def _steps(self) -> dict[str, Provision]:
        return {step.name: step for step in self.explained.plan.steps}

    def _page(self, rows: list[dict[str, Any]], number: int, parts: int) -> str:
        grounds = self.explained.grounds
        return _ENVIRONMENT.get_template("district.html").render(
            language=self.language,
            words={name: message.in_language(self.language) for name, message in _WORDS.items()},
            heading=self.heading,
            date=written_date(self.explained.plan.date, self.language),
            hash=grounds["law_hash"],
            made_up=self.made_up,
            part=self._part(number, parts),
            count=_n("{n} family", "{n} families", len(rows)).in_language(self.language),
            entries=[self._entry(row) for row in rows],
        )

    def _part(self, number: int, parts: int) -> str:
        return _("Part {number} of {parts}", number=number, parts=parts).in_language(self.language)

    def _entry(self, row: dict[str, Any]) -> Entry:
        due = []
        for name in AMOUNTS:
            if row.get(name):
                told = self._told(name, row)
                kind = self._word(KIND, row[KIND]) if name == "assistance_due" and KIND in row else ""
                due.append(Told(told.name, f"{told.value} ({kind})" if kind else told.value))
        steps = self._steps
        return Entry(
            row["family"],
            row["place_name"],
            tuple(due),
            row.get(LEVEL) or "–",
            tuple(self._told(name, row) for name in (SIZE, *REASONS) if row.get(name) is not None),
            tuple(steps[name].title.in_language(self.language) for name in SIGNS if row.get(name)),
        )

    def _told(self, name: str, row: dict[str, Any]) -> Told:
        step = self._steps[name]
        title = step.title.in_language(self.language)
        return Told(title, value_text(row[name], step.unit, self.language))

    def _word(self, name: str, value: str) -> str:
        word = ANSWER_WORDS.get(name, {}).get(value)
        return value if word is None else word.in_language(self.language)

    def _csv(self, rows: list[dict[str, Any]]) -> str:
        text = StringIO()
        writer = csv.writer(text)
        names = [name for name in (SIZE, *REASONS, KIND, *AMOUNTS, *SIGNS, LEVEL) if name in self._steps]
        own = [_WORDS[word].in_language(self.language) for word in ("family", "place_code", "place")]
        writer.writerow([*own, *(self._head(name) for name in names)])
        for row in rows:
            cells = (self._cell(name, row[name]) for name in names)
            writer.writerow([row["family"], row["place"], row["place_name"], *cells])
        return text.getvalue()

    def _head(self, name: str) -> str:
        step = self._steps[name]
        title = step.title.in_language(self.language)
        money = "KZT" in str(step.unit)
        return f"{title}, {step.unit.in_language(self.language)}" if money else title

    def _cell(self, name: str, value: Any) -> str:
        """Numbers without separators, for another program; words in the language."""
        if isinstance(value, str):
            return self._word(name, value)
        if isinstance(value, bool):
            return value_text(value, self._steps[name].unit, self.language)
        return "" if value is None else str(value)


def _place_name(code: str, language: Language) -> str:
    try:
        return places().get(code).in_language(language)
    except NotFound:
        return "–"


_WORDS: dict[str, Message] = {
    "title": _("What families are due, and why"),
    "law_date": _("Law of"),
    "law_hash": _("Hash of the law"),
    "family": _("Family"),
    "place": _("Place"),
    "place_code": _("Code of the place"),
    "due": _("Is due"),
    "nothing": _("nothing"),
    "level": _("Level"),
    "reasons": _("Values that decide"),
    "made_up": _(
        "The registers behind this list are made up. It shows how the reckoning works, no real family."
    ),
    "caution": _(
        "A list for work, no decision: the level rests on one unofficial source, and every value can be "
        "followed to its article and source in the explanations beside this file."
    ),
}
