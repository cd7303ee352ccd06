"""What the texts state: findings, statements and instructions, each with its quote in its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from esep.account.content import AccountContent, StatedInstruction
from esep.account.views import Column, View, alphabetical
from esep.account.wording import wording
from esep.figures import OUTCOMES, OfficialText, Outcome, Span
from esep.messages import Language
from esep.reading.statement import Statement

AROUND = 90
"""Letters of the sentence shown before and after a quoted figure."""


@dataclass(frozen=True)
class Quote:
    """A sentence with its quoted figures: pieces of text, each marked or not, and where the figures stand."""

    document: str
    pieces: tuple[tuple[str, bool], ...]
    places: tuple[tuple[int, int], ...]
    language: str = ""
    cell: str | None = None

    @property
    def marked(self) -> str:
        """The quoted figures alone."""
        return "; ".join(piece for piece, is_marked in self.pieces if is_marked)

    @property
    def text(self) -> str:
        """The sentence without marks."""
        return "".join(piece for piece, _ in self.pieces)


@dataclass(frozen=True)
class FindingCard:
    """A finding as a person reads it."""

    number: int
    outcome: Outcome
    outcome_name: str
    explanation: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class StatementRow:
    """A stated figure with the findings that judge it."""

    quote: Quote
    aspect: str
    period: str
    programme: str
    checks: tuple[FindingCard, ...]


@dataclass(frozen=True)
class AddresseeGroup:
    """The instructions of one addressee, those with a term first."""

    addressee: str
    instructions: tuple[StatedInstruction, ...]


def quotes_of(texts: Mapping[str, OfficialText], spans: Sequence[Span]) -> tuple[Quote, ...]:
    """The spans by the sentence that holds them; cells of a table stand by themselves."""
    sentences: dict[tuple[str, int], list[Span]] = {}
    quotes = []
    for span in spans:
        text = texts.get(span.document)
        if text is None or span.cell is not None:
            places = () if span.cell else ((span.start, span.end),)
            quotes.append(Quote(span.document, ((span.quote, True),), places, cell=span.cell))
        else:
            sentences.setdefault((span.document, _sentence_at(text, span)), []).append(span)
    quotes += [_quote(texts[name], index, found) for (name, index), found in sentences.items()]
    return tuple(quotes)


def _sentence_at(text: OfficialText, span: Span) -> int:
    return next((i for i, s in enumerate(text.sentences) if s.start <= span.start < s.end), -1)


def _quote(text: OfficialText, index: int, spans: Sequence[Span]) -> Quote:
    spans = sorted(spans, key=lambda span: span.start)
    sentence = text.sentences[index] if index >= 0 else None
    first = sentence.start if sentence is not None else 0
    last = max(sentence.end if sentence is not None else len(text.text), spans[-1].end)
    pieces = [(_last_words(text.text[first : spans[0].start]), False)]
    for number, span in enumerate(spans):
        pieces.append((text.text[span.start : span.end], True))
        following = spans[number + 1].start if number + 1 < len(spans) else None
        between = text.text[span.end : last if following is None else following]
        pieces.append((_first_words(between) if following is None else between, False))
    language = str(sentence.language) if sentence is not None else ""
    places = tuple((span.start, span.end) for span in spans)
    return Quote(text.name, tuple(piece for piece in pieces if piece[0]), places, language)


def _last_words(before: str) -> str:
    if len(before) <= AROUND:
        return before
    return "… " + before[-AROUND:].split(" ", 1)[-1]


def _first_words(after: str) -> str:
    if len(after) <= AROUND:
        return after
    return after[:AROUND].rsplit(" ", 1)[0] + " …"


def finding_cards(content: AccountContent, language: Language) -> tuple[FindingCard, ...]:
    """The findings, contradictions first, numbered in the order shown."""
    texts = {text.name: text for text in content.texts}
    ordered = sorted(content.findings, key=lambda finding: OUTCOMES.index(finding.outcome))
    return tuple(
        FindingCard(
            number,
            finding.outcome,
            wording(language)[finding.outcome],
            finding.explanation.in_language(language),
            quotes_of(texts, finding.statements),
        )
        for number, finding in enumerate(ordered, start=1)
    )


def statement_rows(
    text: OfficialText, cards: Sequence[FindingCard], language: Language
) -> Iterator[StatementRow]:
    """The stated figures of one text with their findings, those with a contradiction first."""
    words, texts = wording(language), {text.name: text}
    rows = [
        StatementRow(
            quotes_of(texts, (text.span(statement),))[0],
            words[statement.kind],
            statement.period.text if statement.period is not None else "",
            statement.programme or "",
            tuple(card for card in cards if _judges(card, text, statement)),
        )
        for statement in text.statements
    ]
    yield from sorted(rows, key=lambda row: not any(card.outcome == "contradiction" for card in row.checks))


def _judges(card: FindingCard, text: OfficialText, statement: Statement) -> bool:
    place = (statement.start, statement.end)
    return any(quote.document == text.name and place in quote.places for quote in card.quotes)


def addressee_groups(content: AccountContent, language: Language) -> tuple[AddresseeGroup, ...]:
    """Instructions by addressee in alphabetical order, unnamed last; those with a term come first."""
    unnamed = wording(language)["no_addressee"]
    groups: dict[str, list[StatedInstruction]] = {}
    for instruction in content.instructions:
        name = instruction.addressee or unnamed
        groups.setdefault(name[:1].upper() + name[1:], []).append(instruction)
    return tuple(
        AddresseeGroup(name, tuple(sorted(groups[name], key=_by_term)))
        for name in sorted(groups, key=lambda name: (name == unnamed, alphabetical(name)))
    )


def _by_term(instruction: StatedInstruction) -> tuple[bool, str, str, int]:
    return (
        instruction.deadline is None,
        instruction.deadline or "",
        instruction.document,
        instruction.start,
    )


def text_views(content: AccountContent, language: Language) -> tuple[View, ...]:
    """Findings, statements and instructions as plain tables, for the workbook."""
    cards = finding_cards(content, language)
    return (
        _findings_view(cards, language),
        _statements_view(content, cards, language),
        _instructions_view(content, language),
    )


def _findings_view(cards: Sequence[FindingCard], language: Language) -> View:
    words = wording(language)
    rows = tuple(
        (
            card.outcome_name,
            card.explanation,
            quote.document,
            quote.cell or ", ".join(f"{start}–{end}" for start, end in quote.places),
            quote.marked,
            quote.text,
        )
        for card in cards
        for quote in card.quotes
    )
    keys = ("outcome", "explanation", "document", "characters", "quoted", "sentence")
    return View("checks", words["checks"], tuple(Column(words[key]) for key in keys), rows)


def _statements_view(content: AccountContent, cards: Sequence[FindingCard], language: Language) -> View:
    words = wording(language)
    rows = tuple(
        (
            text.name,
            row.quote.marked,
            row.aspect,
            row.period,
            row.programme,
            row.quote.text,
            "; ".join(card.outcome_name for card in row.checks),
        )
        for text in content.texts
        for row in statement_rows(text, cards, language)
    )
    keys = ("document", "statement", "aspect", "period", "programme", "sentence", "check")
    return View("statements", words["statements"], tuple(Column(words[key]) for key in keys), rows)


def _instructions_view(content: AccountContent, language: Language) -> View:
    words = wording(language)
    rows = tuple(
        (
            group.addressee,
            instruction.deadline or words["no_deadline"],
            words[instruction.type],
            instruction.action,
            instruction.issuer or "",
            instruction.document,
            instruction.quote,
        )
        for group in addressee_groups(content, language)
        for instruction in group.instructions
    )
    keys = ("addressee", "deadline", "type", "action", "issuer", "document", "quoted")
    return View("instructions", words["instructions"], tuple(Column(words[key]) for key in keys), rows)
