"""One sentence made ready: its tokens, hidden spans, brackets, clauses and the figures found in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from esep.language import (
    Approximation,
    PlacedQuantity,
    Quantity,
    Token,
    placed_quantities,
    quantity_beginnings,
    tokenize,
)
from esep.reading.sentences.exclusions import exclusions, quoted_names
from esep.reading.sentences.passed_over import passed_over
from esep.reading.sentences.sentence import Sentence
from esep.reading.statement import Kind, Relation

if TYPE_CHECKING:
    from functools import cached_property as Once  # noqa: N812
else:

    class Once:
        """As functools.cached_property, without the lock that makes it slow before Python 3.12."""

        def __init__(self, found: Any) -> None:
            self.found = found
            self.__doc__ = found.__doc__

        def __set_name__(self, owner: Any, name: str) -> None:
            self.name = name

        def __get__(self, passage: Any, owner: Any = None) -> Any:
            if passage is None:
                return self
            value = passage.__dict__[self.name] = self.found(passage)
            return value


DASHES = frozenset("–—-")
"""Signs that are written for a dash."""
_OPENING = "(["
_CLOSING = ")]"
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\t\r\n"), " ")
_SPACE = re.compile("[\u00a0\u202f\u2009\t\r\n]")


@dataclass
class Draft:
    """A figure on its way to a statement. Its wording is the tokens from ``first`` up to ``last``."""

    passage: Passage
    quantity: Quantity
    first: int
    last: int
    number: int
    after_number: int
    start: int
    end: int
    unit: str | None = None
    noun: str = ""
    qualifiers: tuple[str, ...] = ()
    approximation: Approximation | None = None
    case: str | None = None
    kind: Kind = "fact"
    is_change: bool = False
    part_of: Draft | None = None
    relation: Relation | None = None
    related_to: Draft | None = None
    programme: str | None = None
    rules: list[str] = field(default_factory=list)
    per: tuple[int, int] | None = None
    """The tokens that tell of what one the amount is told: «за 1 км»."""
    bracket: int | None = None
    """The token that opens the bracket in which the figure stands; None outside brackets."""

    def __post_init__(self) -> None:
        self.bracket = self.passage.bracket_of(self.number)


_POINT = re.compile(r"\s*(?:(?P<number>\d{1,2})|(?P<letter>[а-я]))\)\s")


def _above(point: Passage, lead: Passage | None) -> Passage | None:
    """«1) доходы – 6 млрд, в том числе: …; 2) расходы – 7 млрд»: the second is no item of the first."""
    own = _POINT.match(point.sentence.text)
    other = None if own is None or lead is None else _POINT.match(lead.sentence.text)
    if lead is None or own is None or other is None or own.lastgroup != other.lastgroup:
        return lead
    return lead.lead


@dataclass(frozen=True, eq=False)
class Passage:
    """A sentence with everything that the rules ask of it. Token offsets are offsets in the document.

    ``previous`` is the sentence before it in the text; of one that is ``passed_over`` no figure is read.
    """

    sentence: Sentence
    index: int
    previous: Passage | None = None
    passed_over: bool = False

    @Once
    def lead(self) -> Passage | None:
        """The sentence that opens the list in which this one is an item: it ends with a colon."""
        before = self.previous
        while before is not None:
            ending = before.sentence.text.rstrip()[-1:]
            if ending == ":":
                return _above(self, before)
            if ending not in (";", ","):
                return None
            if "lead" in before.__dict__:
                return _above(self, before.lead)
            before = before.previous
        return None

    @Once
    def tokens(self) -> list[Token]:
        """The tokens of the sentence."""
        return tokenize(self.sentence.text, self.sentence.start)

    @Once
    def keys(self) -> frozenset[str]:
        """The words, numbers and signs of the sentence, folded, each once.

        One look at it tells that a rule finds none of its words here: most rules have nothing to do in most
        sentences.
        """
        return frozenset([token.key for token in self.tokens])

    @Once
    def names(self) -> list[tuple[int, int]]:
        """The spans of quoted names, as offsets in the sentence."""
        return quoted_names(self.sentence.text)

    @Once
    def named_tokens(self) -> frozenset[int]:
        """The tokens that stand in a quoted name."""
        shift = self.sentence.start
        return frozenset(
            at
            for start, end in self.names
            for at in range(self.token_at(start + shift), self.token_at(end + shift))
        )

    @Once
    def masked(self) -> list[tuple[int, int]]:
        """The spans in which no figure begins, as offsets in the document."""
        shift, spaced = self.sentence.start, self._spaced
        # Where a name goes on in the next line, it is found with a space in place of the line's end.
        names = self.names if spaced is self.sentence.text else None
        return [
            (found.start + shift, found.end + shift)
            for found in exclusions(spaced, self.sentence.language, names)
        ]

    @Once
    def placed(self) -> list[PlacedQuantity]:
        """The quantities outside the hidden spans, in order, with their places among the tokens."""
        language = self.sentence.language
        beginnings = [] if self.passed_over else quantity_beginnings(self.tokens, language)
        if not beginnings:
            return []
        return placed_quantities(self.tokens, language, self.masked, beginnings)

    @Once
    def quantities(self) -> list[Quantity]:
        """The quantities outside the hidden spans, in order."""
        return [placed.quantity for placed in self.placed]

    @Once
    def _brackets(self) -> list[int | None]:
        if self.keys.isdisjoint(_OPENING):
            return []
        open_at: list[int] = []
        levels: list[int | None] = []
        for number, token in enumerate(self.tokens):
            if token.text in _CLOSING and open_at:
                open_at.pop()
            levels.append(open_at[-1] if open_at else None)
            if token.text in _OPENING:
                open_at.append(number)
        return levels

    def bracket_of(self, token: int) -> int | None:
        """The token that opens the innermost bracket around ``token``; None outside brackets."""
        return self._brackets[token] if token < len(self._brackets) else None

    def token_at(self, offset: int) -> int:
        """The first token that begins at or after ``offset``."""
        return bisect_left(self._starts, offset)

    @Once
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @Once
    def _spaced(self) -> str:
        """The sentence, every space a plain one."""
        return (
            self.sentence.text.translate(_SPACES) if _SPACE.search(self.sentence.text) else self.sentence.text
        )

    @Once
    def folded(self) -> str:
        """The sentence in small letters, of the same length, every space a plain one."""
        spaced = self._spaced
        small = spaced.lower()
        return small if len(small) == len(spaced) else spaced

    def before(self, draft: Draft) -> str:
        """The sentence in small letters up to the figure's wording."""
        return self.folded[: draft.start - self.sentence.start]

    def after(self, draft: Draft) -> str:
        """The sentence in small letters from the end of the figure's wording."""
        return self.folded[draft.end - self.sentence.start :]


def begins_paragraph(text: str, passage: Passage) -> bool:
    """Whether a line of ``text`` ends between the sentence and the one before it."""
    before = passage.previous
    return before is None or "\n" in text[before.sentence.end : passage.sentence.start]


def is_signed(draft: Draft) -> bool:
    """«+0,8%», «(-0,6%)»: the sign of a growth or fall; outside brackets a hyphen may be a dash."""
    tokens, at = draft.passage.tokens, draft.number - 1
    if at < 0 or tokens[at].end != tokens[draft.number].start:
        return False
    return tokens[at].text in "+±" or (tokens[at].text in "-–" and at > 0 and tokens[at - 1].text == "(")


def passages_of(sentences: Sequence[Sentence]) -> list[Passage]:
    """The sentences of a text made ready, once, for everything that reads them."""
    passages: list[Passage] = []
    over = passed_over(sentences)
    for index, sentence in enumerate(sentences):
        passages.append(Passage(sentence, index, passages[-1] if passages else None, over.holds(index)))
    return passages
