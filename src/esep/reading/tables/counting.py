"""What a number of a table counts: of all its heads, the one that tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from esep.language import TextLanguage, is_measure, rate_period
from esep.language.endings import fold
from esep.reading.grammar.lemmas import noun_lemma
from esep.reading.grammar.sentence_language import language_votes
from esep.reading.tables.cell_numbers import number_of
from esep.reading.tables.own_heads import thing_of
from esep.reading.tables.parts import are_qualifiers, lemmas_of
from esep.reading.tables.units import (
    NO_THINGS,
    SHORT_PIECES,
    Measure,
    counted_noun,
    counted_unit,
    measure_of,
    quantity_in,
)
from esep.reading.tables.words import begins_with, has_word, table_words


@dataclass(frozen=True)
class Heads:
    """What stands over and beside a number, in each group the nearest first.

    ``unit`` is the cell of a column of units, "" without one. ``counts_beside_money`` holds for a column of
    whole numbers under a counted thing beside a column of money: «Рабочие места | Сумма». ``of_rows``
    is the head over what names the rows.
    """

    unit: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    section: tuple[str, ...]
    captions: tuple[str, ...]
    counts_beside_money: bool = False
    of_rows: str = ""

    @property
    def ordered(self) -> tuple[str, ...]:
        """All of them, the one to be asked first in front."""
        above = (self.unit, *self.columns)
        if any(map(_is_percent, self.columns)):  # «%» beside a column of units
            above = (*self.columns, self.unit)
        return tuple(filter(None, (*above, *self.rows, *self.section, *self.captions)))


@dataclass(frozen=True)
class Counting:
    """What a number counts: the words read behind it, its unit, its noun.

    ``said`` is what of the cell is read, ``qualifiers`` are the adjectives in it («120 постоянных»),
    ``thing`` the words of the column's head that name what is counted.
    ``is_unclear`` holds where the heads name money or a ratio, and not in what.
    """

    said: str
    words: str
    unit: str | None
    noun: str
    language: TextLanguage
    is_unclear: bool = False
    qualifiers: tuple[str, ...] = ()
    thing: str = ""

    @classmethod
    def of(cls, said: str, heads: Heads, named: Sequence[str]) -> Counting:
        """From the cell itself, else from the nearest head that tells a measure, else a counted thing.

        ``named`` are the heads that can name what is counted, the nearest first.
        """
        noun = next((found for head in named if (found := counted_noun(head))), "")
        number = number_of(said)
        told = number.group("unit").strip() if number is not None else ""
        if number is not None and are_qualifiers(told.split()):
            told_thing = _thing_of(named)
            if told_thing is not None:
                unit, words, language = told_thing
                noun, qualifiers = noun_lemma(words, unit, language), lemmas_of(told.split())
                return cls(said[: number.start("unit")], "", unit, noun, language, qualifiers=qualifiers)
        if number is not None and told in SHORT_PIECES:
            said = said[: number.start("unit")]  # «1 ед.»: pieces of what the heads name
        elif told:
            return _of_cell(said, told, noun)
        measure = _told_measure(heads)
        own = next((thing for head in heads.columns if head in named and (thing := thing_of(head))), None)
        things = [
            head
            for head in named
            if _may_count(head, heads) and not _tells_measure(head) and not _names_rows(head, heads)
            if counted_noun(head).lower() not in table_words()["where"] and not begins_with(head, "sectors")
        ]
        counted = next((two for head in things if (two := counted_unit(head)) is not None), None)
        if measure is not None and (measure.unit is not None or (counted is None and own is None)):
            return cls(said, measure.words, measure.unit, noun or measure.noun, measure.language)
        if own is not None and not _is_ratio(heads) and not (own.unit is None and _is_money(heads)):
            words = measure.words if measure is not None else ""
            lemma = noun_lemma(own.words, own.unit, own.language) or noun
            return cls(said, words, own.unit, lemma, own.language, thing=own.words)
        if measure is None and not _is_ratio(heads):
            whole = next((one for head in things if (one := measure_of(head)) is not None), None)
            if whole is not None and not whole.is_told:
                lemma = noun_lemma(whole.noun, whole.unit, whole.language)
                return cls(said, whole.words, whole.unit, lemma or noun, whole.language)
        if counted is not None and not _is_ratio(heads):
            words = measure.words if measure is not None else ""
            language = measure.language if measure is not None else counted[2]
            return cls(said, words, counted[0], noun_lemma(counted[1], counted[0], counted[2]), language)
        return cls(said, "", None, noun, "ru", is_unclear=_is_ratio(heads) or _is_money(heads))


def _of_cell(said: str, told: str, noun: str) -> Counting:
    """A cell with words of its own: «6,4 км» of what the heads name, «24 подъезда»."""
    language: TextLanguage = "kk" if language_votes(said) > 0 else "ru"
    quantity = quantity_in(said, "", language)
    unit = quantity.unit if quantity is not None else None
    is_thing = not is_measure(unit) and unit not in NO_THINGS
    period = rate_period(unit, (), [fold(word) for word in told.split()], language)  # «тонн в год»
    rate = f"{unit}/{period}" if period is not None else None
    is_named = is_thing and not (noun and told.lower() in _ANYBODY)
    return Counting(said, "", rate, noun_lemma(told, unit, language) if is_named else noun, language)


_ANYBODY = ("чел", "чел.", "человек", "адам")
"""Words for people that say no more than the row does: «Население | 45 897 чел.»."""


def _thing_of(named: Sequence[str]) -> tuple[str, str, TextLanguage] | None:
    """What the heads count: that of a head which is nothing else goes before one that only names it."""
    plain = [head for head in named if (one := measure_of(head)) is not None and not one.is_told]
    return next((thing for head in (*plain, *named) if (thing := counted_unit(head)) is not None), None)


def _told_measure(heads: Heads) -> Measure | None:
    """The measure of the nearest head that tells one, unless a head before it says that things are counted.

    «Количество школ» under the caption «млн тенге» are schools; so is «Построено школ», which is no money.
    """
    counts = ratio = False
    counts_deeds = heads.counts_beside_money
    for head in heads.ordered:
        found = measure_of(head)
        if found is not None and (found.is_told or head == heads.unit):
            measures = is_measure(found.unit)
            refused = (counts and measures) or (counts_deeds and found.unit == "KZT")
            refused = refused or (ratio and found.unit != "percent")
            if not refused:
                return found
        counts = counts or has_word(head, "counts")
        counts_deeds = counts_deeds or (has_word(head, "deeds") and counted_unit(head) is not None)
        ratio = ratio or has_word(head, "ratios")
    return None


def _tells_measure(head: str) -> bool:
    """Whether a head names a measure, and so no things: «Ремонт школ, млн тенге»."""
    found = measure_of(head)
    return found is not None and is_measure(found.unit)


def _is_ratio(heads: Heads) -> bool:
    """Whether a column or row names a ratio: its numbers count nothing of what is named beside it."""
    return any(has_word(head, "ratios") for head in (*heads.columns, *heads.rows))


def _is_money(heads: Heads) -> bool:
    """Whether the heads speak of money: those of the column, or, where the column is silent, a caption."""
    return any(names_money(head) for head in (*heads.columns, *heads.rows, *heads.captions))


def _may_count(head: str, heads: Heads) -> bool:
    """Whether a head can name the things that are counted: «Школы» is no count where money is spent on it."""
    if has_word(head, "counts") or has_word(head, "deeds"):
        return True
    if head in heads.columns and any(has_word(column, "counts") for column in heads.columns):
        return True  # «Берілген несие» over «саны»
    if names_money(head) or any(names_money(column) for column in heads.columns):
        return False
    if head in heads.columns or any(has_word(one, "counts") for one in heads.ordered):
        return True
    return not any(names_money(caption) for caption in heads.captions)


def names_money(head: str) -> bool:
    """Whether a head names an amount of money, and not the number of something."""
    return has_word(head, "money") and not has_word(head, "counts")


def _is_percent(head: str) -> bool:
    found = measure_of(head)
    return found is not None and found.unit == "percent"


_PREPOSITION = re.compile(r"(?<![\w-])(?:в|во|на|о|об|от|по|с|со|у|к)\s*$", re.IGNORECASE)
_ONE_OF_THEM = re.compile(r"[«\"“№]")
"""A row with a name or a number of its own is one thing, and nothing that is counted in it."""


def _names_rows(head: str, heads: Heads) -> bool:
    """Whether a head says what the rows are, and so not what other columns count: ТОО «Алтын»."""
    if not heads.columns or not any(map(counted_noun, heads.columns)):
        return False
    if head in heads.rows:
        return _ONE_OF_THEM.search(head) is not None
    of_rows = counted_unit(heads.of_rows) if head in (*heads.section, *heads.captions) else None
    found = counted_unit(head) if of_rows is not None else None
    return found is not None and of_rows is not None and found[0] == of_rows[0]


def without_unit(label: str, counting: Counting) -> str:
    """A label without the words of the unit that is counted."""
    if counting.thing and label.endswith(counting.thing):
        return _PREPOSITION.sub("", label.removesuffix(counting.thing)).strip()
    found = counted_unit(label)
    if found is None or found[0] != counting.unit:
        return label
    return " ".join(label.replace(found[1], " ").split())


def as_fraction(counting: Counting) -> Counting:
    """The counting of a fraction of things that are whole: what it counts is not clear."""
    return replace(counting, unit=None, is_unclear=True)
