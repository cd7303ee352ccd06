"""One sentence made ready: its tokens, hidden spans, brackets, clauses and the figures found in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from esep.language import Approximation, Quantity, Token, may_hold_quantity, quantities_of, tokenize
from esep.reading.exclusions import exclusions, quoted_names
from esep.reading.sentences import Sentence
from esep.reading.statement import Kind, Relation

_OPENING = "(["
_CLOSING = ")]"
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\t\r\n"), " ")


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

    @property
    def bracket(self) -> int | None:
        """The token that opens the bracket in which the figure stands; None outside brackets."""
        return self.passage.bracket_of(self.number)


@dataclass(frozen=True, eq=False)
class Passage:
    """A sentence with everything that the rules ask of it. Token offsets are offsets in the document.

    ``previous`` is the sentence before it in the text.
    """

    sentence: Sentence
    index: int
    previous: Passage | None = None

    @cached_property
    def lead(self) -> Passage | None:
        """The sentence that opens the list in which this one is an item: it ends with a colon."""
        previous = self.previous
        if previous is None:
            return None
        ending = previous.sentence.text.rstrip()[-1:]
        if ending == ":":
            return previous
        return previous.lead if ending in (";", ",") else None

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens of the sentence."""
        return tokenize(self.sentence.text, self.sentence.start)

    @cached_property
    def names(self) -> list[tuple[int, int]]:
        """The spans of quoted names, as offsets in the sentence."""
        return quoted_names(self.sentence.text)

    @cached_property
    def named_tokens(self) -> frozenset[int]:
        """The tokens that stand in a quoted name."""
        shift = self.sentence.start
        return frozenset(
            at
            for start, end in self.names
            for at in range(self.token_at(start + shift), self.token_at(end + shift))
        )

    @cached_property
    def masked(self) -> list[tuple[int, int]]:
        """The spans in which no figure begins, as offsets in the document."""
        shift = self.sentence.start
        return [
            (found.start + shift, found.end + shift)
            for found in exclusions(self.sentence.text.translate(_SPACES), self.sentence.language)
        ]

    @cached_property
    def quantities(self) -> list[Quantity]:
        """The quantities outside the hidden spans, in order."""
        if not may_hold_quantity(self.tokens, self.sentence.language):
            return []
        return quantities_of(self.tokens, self.sentence.language, self.masked)

    @cached_property
    def _brackets(self) -> list[int | None]:
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
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].start < offset:
                low = middle + 1
            else:
                high = middle
        return low

    @cached_property
    def folded(self) -> str:
        """The sentence in small letters, of the same length, every space a plain one."""
        spaced = self.sentence.text.translate(_SPACES)
        small = spaced.lower()
        return small if len(small) == len(spaced) else spaced

    def before(self, draft: Draft) -> str:
        """The sentence in small letters up to the figure's wording."""
        return self.folded[: draft.start - self.sentence.start]

    def after(self, draft: Draft) -> str:
        """The sentence in small letters from the end of the figure's wording."""
        return self.folded[draft.end - self.sentence.start :]
