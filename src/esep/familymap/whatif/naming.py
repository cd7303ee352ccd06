"""Names beside the codes of a table, for a reader of the CSV: districts, payments, kinds of family, words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from esep.familymap.whatif.help import Help
from esep.familymap.whatif.wording import WORDS_OF_COLUMNS, kind_names, payment_names, place_names
from esep.messages import Language, Name

ENDING = "_name"


@dataclass(frozen=True)
class Names:
    """The names in ``language`` of the ``help`` and the ``kinds`` of family that tables speak of."""

    language: Language
    help: Sequence[Help]
    kinds: Mapping[str, Name] = field(default_factory=dict)

    def beside(self, table: pl.DataFrame) -> pl.DataFrame:
        """The table with a column of names (``district_name``) after each column of codes (``district``).

        A code without a name stays a code. ``group`` holds districts or kinds; it is empty for the region.
        """
        columns: list[pl.Series] = []
        for column in table:
            columns.append(column)
            names = self._of(column)
            if names is not None:
                told = [names.get(code, code) for code in column]
                columns.append(pl.Series(f"{column.name}{ENDING}", told, dtype=pl.String))
        return pl.DataFrame(columns)

    def _of(self, column: pl.Series) -> Mapping[str, str] | None:
        """The names of a column by code; None where it holds no codes."""
        match column.name:
            case "district":
                return self._places(column)
            case "provision":
                return payment_names(self.help, self.language)
            case "family_kind":
                return kind_names(self.kinds, self.language)
            case "group":
                return {**self._places(column), **kind_names(self.kinds, self.language)}
            case name if name in WORDS_OF_COLUMNS:
                return {
                    word: said.in_language(self.language) for word, said in WORDS_OF_COLUMNS[name].items()
                }
        return None

    def _places(self, column: pl.Series) -> Mapping[str, str]:
        return place_names((code for code in column.unique() if code and code.isdigit()), self.language)
