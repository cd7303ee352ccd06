"""How a reading looks in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress
from textwrap import shorten

from esep.cli.read_documents import ReadText
from esep.cli.screen import out, table
from esep.messages import Language, Message, Name, current_language, messages_of
from esep.reading.results.beside import words_beside
from esep.reading.results.linking import Link
from esep.reading.results.normal_form import (
    KINDS,
    NOT_IN_CATALOGUE,
    PART_OF,
    RELATIONS,
    amount_of,
    day_text,
    instruction_lines,
    place_name,
    statement_lines,
)
from esep.reading.results.rules import rule_lines
from esep.reading.statement import Statement
from esep.reading.statements.rule_names import rules_in
from esep.reading.tables.statements import OF_TABLE

_, _n = messages_of(__package__)

WORDS_BEFORE = 4
"""Words of its sentence before a figure."""
LONGEST_COUNTED = 40
"""Characters in which the list of figures tells what a number of a table counts."""


def reading(read: ReadText) -> None:
    """What a text says, as tables; the indicator where one was found."""
    language, found = current_language(), read.reading
    codes = read.indicators
    _tell_before(read)
    if not found.statements and not found.instructions:
        out.print(str(_("{file}: no figures and no instructions were found.", file=read.name)), markup=False)
    usual = _usual_place(found.statements)
    rows = [
        [
            _in_sentence(s, read),
            amount_of(s, language),
            str(KINDS[s.kind]),
            _when_and_where(s, language, usual),
            link.entry.name.in_language(language) if link is not None else "",
        ]
        for s, link in zip(found.statements, codes, strict=True)
    ]
    heads = [_("in the text"), _("value"), _("kind"), _("period, place"), _("indicator")]
    tells = [any(row[at] for row in rows) for at in range(len(heads))]
    if rows:
        told = [list(compress(row, tells)) for row in rows]
        table(list(compress(heads, tells)), told, title=_figures_title(read, usual), wide=0)
    if rows and not any(codes):
        out.print(str(_("None of the figures is in the catalogue of indicators.")), markup=False)
    tasks = [(i.addressee or "", _line(i.action), i.deadline or "") for i in found.instructions]
    if tasks:
        columns = (_("addressee"), _("instruction"), _("term"))
        table(columns, tasks, title=_("{file}: instructions", file=read.name))
    for doubt in found.doubts:
        out.print(str(_("Doubt: “{quote}”. {reason}", quote=doubt.quote, reason=doubt.reason)), markup=False)


def _when_and_where(statement: Statement, language: Language, usual: str | None) -> str:
    period = _line(statement.period.text) if statement.period else ""
    place = "" if statement.place in (None, usual) else place_name(str(statement.place), language)
    return ", ".join(filter(None, [period, place]))


def _figures_title(read: ReadText, usual: str | None) -> Message:
    if usual is None:
        return _("{file}: figures", file=read.name)
    place = place_name(usual, current_language())
    return _("{file}: figures ({place}, where no other place is named)", file=read.name, place=place)


def _usual_place(statements: Sequence[Statement]) -> str | None:
    """The place of more than half of the figures: what they all share tells no row from another."""
    counted = Counter(statement.place for statement in statements)
    return next((place for place, times in counted.items() if times * 2 > len(statements)), None)


def _in_sentence(statement: Statement, read: ReadText) -> str:
    """A figure behind the words before it; of a table, behind what it counts."""
    quote = _line(statement.quote)
    if OF_TABLE not in rules_in(statement.rule):
        before, _after = words_beside(
            statement, read.reading, read.document.text, before=WORDS_BEFORE, after=0
        )
        return f"{before} {quote}".lstrip()
    told = ", ".join(filter(None, [statement.noun, *statement.qualifiers[:1]]))
    return f"{shorten(told, LONGEST_COUNTED, placeholder='…')}: {quote}" if told else quote


def _indicator(link: Link | None) -> Name | Message:
    return NOT_IN_CATALOGUE if link is None else link.entry.name


def _tell_before(read: ReadText) -> None:
    """What did not stop the reading, and the day by which the text was read, where it gives that itself."""
    for warning in read.document.warnings:
        out.print(str(warning), markup=False)
    found = read.reading
    if found.day is not None and found.day_span is not None:
        quote = read.document.text[slice(*found.day_span)]
        told = _(
            "{file}: read as of {day}, which the text says: “{quote}”.",
            file=read.name,
            day=day_text(found.day, current_language()),
            quote=quote,
        )
        out.print(str(told), markup=False)


def explained(read: ReadText) -> None:
    """What a text says, item by item, with the rules that fired for each."""
    language, found = current_language(), read.reading
    _tell_before(read)
    if not found.statements and not found.instructions:
        out.print(str(_("{file}: no figures and no instructions were found.", file=read.name)), markup=False)
    if found.statements:
        out.print(str(_("{file}: figures", file=read.name)), markup=False, style="bold")
    for number, statement in enumerate(found.statements, 1):
        link = read.indicators[number - 1]
        lines = [*statement_lines(statement, language), *_relations(statement)]
        code = f" ({link.entry.code})" if link is not None else ""
        lines.append((str(_("indicator")), f"{_indicator(link).in_language(language)}{code}"))
        _item(f"{number}.", statement.start, statement.end, statement.quote, lines, statement.rule)
    if found.instructions:
        out.print(str(_("{file}: instructions", file=read.name)), markup=False, style="bold")
    for number, task in enumerate(found.instructions, 1):
        _item(f"{number}.", task.start, task.end, task.quote, instruction_lines(task, language), task.rule)
    for doubt in found.doubts:
        out.print(str(_("Doubt: “{quote}”. {reason}", quote=doubt.quote, reason=doubt.reason)), markup=False)
        _rules(doubt.rule)


def _item(
    number: str,
    start: int,
    end: int,
    quote: str,
    lines: Iterator[tuple[str, str]] | list[tuple[str, str]],
    rule: str,
) -> None:
    out.print(f"{number} «{_line(quote)}» [{start}–{end}]", markup=False)
    for label, text in lines:
        out.print(f"   {label}: {text}", markup=False)
    _rules(rule)


def _rules(rule: str) -> None:
    rules = _("rules")
    out.print(f"   {rules}:", markup=False)
    for name, description in rule_lines(rule, current_language()):
        out.print(f"   - {name}: {description}" if description else f"   - {name}", markup=False)


def _relations(statement: Statement) -> Iterator[tuple[str, str]]:
    """How the figure stands to others, by their numbers in the list."""
    if statement.part_of is not None:
        yield str(PART_OF), f"{statement.part_of + 1}"
    if statement.relation is not None and statement.related_to is not None:
        yield str(RELATIONS[statement.relation]), f"{statement.related_to + 1}"


def _line(text: str) -> str:
    return " ".join(text.split())
