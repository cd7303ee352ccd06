"""The page: a header, what the marks mean, the text, and a list of all that was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from esep.messages import Language, Message, messages_of
from esep.reading.documents.tables import Table
from esep.reading.instruction import Instruction
from esep.reading.reading import Reading
from esep.reading.results.beside import words_beside
from esep.reading.results.linking import Link
from esep.reading.results.marked.pieces import blocks_of, runs
from esep.reading.results.normal_form import (
    ACTION,
    ADDRESSEE,
    COUNTED,
    KINDS,
    PART_OF,
    RELATIONS,
    TERM,
    amount_of,
    day_text,
    instruction_lines,
    is_told_by_its_unit,
    statement_lines,
)
from esep.reading.results.rules import rule_lines
from esep.reading.statement import Statement

_, _n = messages_of("esep.reading")

_ENVIRONMENT = Environment(
    loader=PackageLoader("esep.reading.results.marked"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


WORDS_BEFORE, WORDS_AFTER = 8, 6
"""Words of the sentence that the list shows beside a figure."""


@dataclass(frozen=True)
class _Tie:
    """A relation of a figure: its name, the number of the figure it points at, whether it is a part."""

    name: str
    target: int
    is_part: bool


@dataclass(frozen=True)
class _Item:
    """A figure or an instruction as the page tells it."""

    quote: str
    head: str
    lines: tuple[tuple[str, str], ...]
    rules: tuple[tuple[str, str], ...]
    ties: tuple[_Tie, ...] = ()
    kind: str = ""
    kind_name: str = ""
    doubts: tuple[str, ...] = ()
    before: str = ""
    after: str = ""


def marked_page(
    name: str,
    text: str,
    reading: Reading,
    language: Language,
    *,
    tables: Sequence[Table] = (),
    links: Sequence[Link | None] = (),
) -> str:
    """The text of the document ``name`` with its figures, instructions and doubts, as one HTML document.

    Everything is there without scripts; a short script draws the relations between figures as arrows.
    """
    figures = [
        _figure(number, statement, reading, language, links, text)
        for number, statement in enumerate(reading.statements)
    ]
    tasks = [_task(task, language) for task in reading.instructions]
    return _ENVIRONMENT.get_template("reading.html").render(
        language=language,
        words={key: message.in_language(language) for key, message in _WORDS.items()},
        name=name,
        day=day_text(reading.day, language) if reading.day else None,
        blocks=blocks_of(text, reading, tables),
        runs=runs,
        figures=figures,
        tasks=tasks,
        doubts=[(_line(doubt.quote), doubt.reason.in_language(language)) for doubt in reading.doubts],
        kinds=[(kind, title.in_language(language)) for kind, title in KINDS.items()],
        text_language=reading.language,
    )


def _figure(
    number: int,
    statement: Statement,
    reading: Reading,
    language: Language,
    links: Sequence[Link | None],
    text: str,
) -> _Item:
    said = COUNTED.in_language(language) if is_told_by_its_unit(statement) else None
    lines = [line for line in statement_lines(statement, language) if line[0] != said]
    link = links[number] if links else None
    if link is not None:
        lines.append((_("indicator").in_language(language), link.entry.name.in_language(language)))
    return _Item(
        _line(statement.quote),
        amount_of(statement, language),
        tuple(lines[1:]),
        tuple(rule_lines(statement.rule, language)),
        tuple(_ties(statement, language)),
        statement.kind,
        KINDS[statement.kind].in_language(language),
        tuple(
            doubt.reason.in_language(language)
            for doubt in reading.doubts
            if statement.start <= doubt.start and doubt.end <= statement.end
        ),
        *words_beside(statement, reading, text, before=WORDS_BEFORE, after=WORDS_AFTER),
    )


def _task(task: Instruction, language: Language) -> _Item:
    """A task under those who are told and by when; its words say what is to be done."""
    lines = dict(instruction_lines(task, language))
    lines.pop(ACTION.in_language(language), None)
    head = (lines.pop(one.in_language(language), None) for one in (ADDRESSEE, TERM))
    return _Item(
        _line(task.quote),
        ", ".join(filter(None, head)),
        tuple(lines.items()),
        tuple(rule_lines(task.rule, language)),
    )


def _ties(statement: Statement, language: Language) -> list[_Tie]:
    ties = []
    is_rest = statement.relation == "remainder of" and statement.related_to == statement.part_of
    if statement.part_of is not None and not is_rest:
        ties.append(_Tie(PART_OF.in_language(language), statement.part_of, True))
    if statement.relation is not None and statement.related_to is not None:
        ties.append(_Tie(RELATIONS[statement.relation].in_language(language), statement.related_to, is_rest))
    return ties


def _line(text: str) -> str:
    return " ".join(text.split())


_WORDS: dict[str, Message] = {
    "title": _("What the text says"),
    "document": _("Document"),
    "day": _("Read as of"),
    "figures": _("Figures"),
    "instructions": _("Instructions"),
    "doubts": _("Doubts"),
    "marks": _("What the marks mean"),
    "instruction": _("instruction"),
    "addressee": _("addressee"),
    "term": _("term"),
    "doubt": _("doubt: look at it yourself"),
    "relations": _("Show relations as arrows"),
    "text": _("The text"),
    "rules": _("rules"),
    "number": _("No."),
    "nothing": _("No figures and no instructions were found."),
    "caution": _(
        "A program read this text. It misses and misreads some things: hold each figure against its words "
        "before you rely on it."
    ),
}
