"""Find the instructions of an official text: orders, obligations and commitments, with their places."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from esep.language.making import remade
from esep.reading.grammar.kazakh_grammar import told_in_cut
from esep.reading.instruction import Instruction
from esep.reading.instructions.clauses import Clause, Speaker, clauses, speech_start, teller_of
from esep.reading.instructions.headings import calls, heading_of
from esep.reading.instructions.labels import Label, labels_of
from esep.reading.instructions.lists import (
    Heading,
    Lists,
    Mark,
    is_object,
    is_own_decision,
    is_planned,
    is_task,
    is_telling,
    is_told_first,
    mark_of,
    pieces_of,
    without_next_number,
)
from esep.reading.instructions.making import LET_DO, WE, Maker
from esep.reading.instructions.signs import Signs, signs_of
from esep.reading.sentences.passage import Passage, passages_of
from esep.reading.sentences.sentence import Sentence

if TYPE_CHECKING:
    from esep.reading.instructions.bodies import Bodies

_TASK_SET = "order_task_set"
_NEED = "obligation_need"
_ONLY_SAID = (LET_DO, "order_imperative")
"""Rules of verbs that only speech has: «… аяқтасын. … етіңіздер, – деді министр»."""


def find_instructions(
    text: str,
    sentences: Sequence[Sentence],
    reference: datetime.date | None = None,
    bodies: Bodies | None = None,
) -> list[Instruction]:
    """The instructions of ``text``, in order; ``sentences`` are those of :func:`split_sentences`.

    One for each addressee and action. A line «Срок: …» or «Жауапты: …» gives its term or its body to the
    points before it. ``reference`` is the day of the text: it fixes the year of «до 1 декабря».
    ``bodies`` gives addressees and issuers their codes.
    """
    return instructions_of(text, passages_of(sentences), Maker(text, reference, bodies))


def instructions_of(text: str, passages: Sequence[Passage], maker: Maker) -> list[Instruction]:
    """As :func:`find_instructions`, in sentences that were made ready."""
    reader = _Reader(text, maker)
    for passage in passages:
        signs = signs_of(passage.keys, passage.sentence.language)
        is_label = signs.labelled and any(one.start == 0 for one in labels_of(passage.sentence))
        for piece in [passage.sentence] if is_label else pieces_of(passage.sentence):
            reader.take(piece, signs)
    return sorted(reader.found, key=lambda one: (one.start, one.end))


class _Reader:
    """Reads sentence after sentence, and remembers who spoke and under which heading it stands."""

    def __init__(self, text: str, maker: Maker) -> None:
        self.text = text
        self.maker = maker
        self.found: list[Instruction] = []
        self.lists = Lists(text)
        self.issuer: Speaker | None = None
        self.point: Sentence | None = None
        """The last sentence, when it told nobody; a line after it may say that it is a task."""
        self.group = 0
        """Which of ``found`` is the first that a line «Срок: …» belongs to."""
        self.labelled: set[int] = set()
        self.awaiting: tuple[Sentence, Sequence[Label]] | None = None
        """A line «Срок: …» behind ``point``, before the line that makes it a task."""
        self.told: tuple[Sentence, Mark | None, int] | None = None
        """The last sentence, when it tells that tasks were given, not which; how many were found before."""
        self.mark: Mark | None = None
        """How the next sentence is marked, when its number was cut off with this one."""

    def take(self, sentence: Sentence, signs: Signs) -> None:
        """Read one sentence, or a piece of one that has the ``signs``."""
        labels = labels_of(sentence) if signs.labelled else []
        if labels and labels[0].start == 0:
            self._give(sentence, labels)
            return
        if labels:
            end = sentence.start + len(sentence.text[: labels[0].start].rstrip(" (,;–—-"))
            short = Sentence(sentence.start, end, self.text[sentence.start : end], sentence.language)
            self._read(short, signs)
            self._give(sentence, labels)
        else:
            self._read(sentence, signs)

    def _read(self, sentence: Sentence, signs: Signs) -> None:
        self._open_told(sentence)
        marked = self.mark
        sentence, self.mark = without_next_number(sentence)
        is_heading = sentence.text.rstrip().endswith(":") or calls(self.text, sentence)
        is_told = is_telling(sentence)
        mark = None  # that of a sentence which neither opens a list nor stands in one is never asked
        if self.lists.opened or is_heading or is_told:
            mark = mark_of(self.text, sentence) or marked
        goes_on = mark is None and self.lists.goes_on()
        depth = len(self.lists.opened)
        heading = self.lists.under(sentence, mark)
        is_out = len(self.lists.opened) < depth
        if heading is None or is_out or mark == "deep" or (mark in ("number", None) and not goes_on):
            self.group = len(self.found)
        if heading is None and self._begins_item(sentence):
            self.issuer = None
        self.point = self.awaiting = None
        if is_heading:
            opened = heading_of(self.maker, sentence, mark, self.issuer)
            if opened is not None:
                self.lists.open(opened)
                self.issuer = opened.issuer or self.issuer
                self.group = len(self.found)
                return
        if self.found and self.found[-1].rule == _TASK_SET and self.maker.names_tasks(sentence):
            self.found[-1] = self.maker.longer(self.found[-1], sentence)
            return
        made = self._of_heading(sentence, heading, signs) if heading is not None else []
        made = made or self._of_clauses(sentence, heading, signs)
        made = made or self._continued(sentence) or self._cut(sentence) or self._told_point(sentence)
        if is_told:
            self.told = sentence, mark, len(self.found)
        self.found += made
        self.point = None if made else sentence

    def _begins_item(self, sentence: Sentence) -> bool:
        """Whether a numbered item begins, of a digest or an order: who told the one before tells no other."""
        begins_line = self.text[sentence.start - 1 : sentence.start] in ("", "\n")
        return begins_line and sentence.text[:1].isdigit() and mark_of(self.text, sentence) == "number"

    def _cut(self, sentence: Sentence) -> list[Instruction]:
        """«Министрлікке кемшіліктерді жою, заңнаманың»: the verb that told was cut off."""
        told = told_in_cut(sentence.text) if sentence.language == "kk" else None
        return [self.maker.cut(sentence, told)] if told is not None else []

    def _told_point(self, sentence: Sentence) -> list[Instruction]:
        """A Kazakh point that is told to the one with whom it begins: «- басқармаға кестені бекіту»."""
        if sentence.language != "kk" or not (is_told_first(sentence) and mark_of(self.text, sentence)):
            return []
        return [self.maker.point(sentence, None)]

    def _open_told(self, sentence: Sentence) -> None:
        """Open the list of «… бірқатар тапсырма берді.», when the line after it is a task."""
        told, self.told = self.told, None
        if told is None:
            return
        before, mark, first = told
        is_list = is_task(sentence) and "\n" in self.text[before.end : sentence.start]
        heading = heading_of(self.maker, before, mark, self.issuer) if is_list else None
        if heading is not None:
            del self.found[first:]
            self.lists.open(heading)
            self.issuer = heading.issuer or self.issuer

    def _of_heading(self, sentence: Sentence, heading: Heading, signs: Signs) -> list[Instruction]:
        """The point of a list whose heading tells whom, or that someone is told."""
        if heading.type == "commitment":
            return [self.maker.point(sentence, heading)] if is_planned(sentence) else []
        is_named = heading.takes_objects and sentence.language == "ru" and is_object(sentence)
        if not (is_task(sentence) or is_named) or is_own_decision(sentence):
            return []
        own = self._of_clauses(sentence, heading, signs)
        if own and all(one.type == "order" and one.addressee for one in own):
            return own
        return [self.maker.point(sentence, heading)]

    def _continued(self, sentence: Sentence) -> list[Instruction]:
        """«Акимам усилить контроль. Обеспечить готовность служб.»: the second is told to the same."""
        last = self.found[-1] if self.found else None
        if last is None or sentence.language == "kk" or last.language == "kk":
            return []
        if last.type != "order" and last.rule != _NEED:
            return []
        between = self.text[last.end : sentence.start]
        if "\n" in between or between.strip(" .;!»") or not is_task(sentence):
            return []
        said = clauses(sentence)[0]
        task = Sentence(said.start, said.end, said.text, sentence.language)
        return [self.maker.continued(task, last)]

    def _of_clauses(self, sentence: Sentence, heading: Heading | None, signs: Signs) -> list[Instruction]:
        made: list[Instruction] = []
        fitting = signs.patterns() if signs.cued else []
        # Without a pattern a sentence tells only who speaks: behind it, or before a colon and a quotation.
        if not fitting and not (signs.cued and ":" in sentence.text):
            teller = teller_of(sentence) if signs.told else None
            if teller is not None:
                self._spoken(sentence, teller)
            self.issuer = teller or self.issuer
            return made
        pieces = clauses(sentence, is_told=signs.told)
        for clause in pieces:
            own = signs.patterns(clause.text) if len(pieces) > 1 else fitting
            found = self.maker.of_clause(clause, sentence, own, self.issuer)
            if not found:
                self.issuer = self.maker.quoted(clause, sentence) or self.issuer
            if not found and made and made[-1].type == "order" and _is_bare_task(clause, sentence):
                task = Sentence(clause.start, clause.end, clause.text, sentence.language)
                found = [self.maker.continued(task, made[-1])]
            found = _told_alike(found, made)
            self.issuer = clause.speaker or self.issuer
            if clause.speaker is not None:
                self._spoken(sentence, clause.speaker)
            for one in found:
                if one.issuer is not None and one.issuer_span is not None and one.type == "order":
                    self.issuer = Speaker(*one.issuer_span, one.issuer)
            made += found
        if heading is not None and heading.addressees:
            made = [self.maker.under(one, heading) for one in made]
        return made

    def _spoken(self, sentence: Sentence, speaker: Speaker) -> None:
        """Give what was said before, in the speech that ends with ``sentence``, the one who said it."""
        line = self.text.rfind("\n", 0, sentence.start)
        if not self.found or self.found[-1].start < line:
            return  # nothing was found in this paragraph
        start = speech_start(self.text, sentence.start)
        for place in range(len(self.found) - 1, -1, -1):
            one = self.found[place]
            is_open = one.issuer_span is None or one.issuer_span[0] < line
            is_jussive = one.rule in _ONLY_SAID and is_open
            if one.start < start and not (is_jussive and one.start > line):
                break
            is_told = one.issuer_span is not None and one.issuer_span[0] >= start
            if not is_told or (one.issuer or "").lower() in WE:
                self.found[place] = self.maker.issued(one, speaker)

    def _give(self, sentence: Sentence, labels: Sequence[Label]) -> None:
        """Give the term and the body of «Жауапты: …, Мерзімі: …» to the points before it."""
        for label in labels:
            if label.kind == "responsible" and self.point is not None and _is_point(self.point):
                self.found.append(self.maker.point(self.point, None))
                self.point = None
                if self.awaiting is not None:
                    self._label_all(*self.awaiting)
        self.awaiting = (sentence, labels) if self.point is not None else None
        self._begin_group_in_line(sentence)
        self._label_all(sentence, labels)

    def _begin_group_in_line(self, sentence: Sentence) -> None:
        """A label on the line of a point belongs to the points of that line, and to none above it."""
        line = self.text.rfind("\n", 0, sentence.start) + 1
        of_line = (place for place in range(self.group, len(self.found)) if self.found[place].start >= line)
        self.group = next(of_line, self.group)

    def _label_all(self, sentence: Sentence, labels: Sequence[Label]) -> None:
        places = range(self.group, len(self.found))
        bare = [place for place in places if self.found[place].deadline is None]
        for label in labels:
            for place in bare or places if label.kind == "term" else places:
                self._label(place, sentence, label)
        if any(label.kind == "term" for label in labels):
            self.labelled |= set(range(self.group, len(self.found)))

    def _label(self, place: int, sentence: Sentence, label: Label) -> None:
        one = self.found[place]
        if label.kind == "responsible" and one.addressee is None:
            self.found[place] = self.maker.responsible(one, sentence, label)
        elif label.kind == "term" and place not in self.labelled:
            self.found[place] = remade(one, **self.maker.term(one, sentence, label))


def _told_alike(found: list[Instruction], before: Sequence[Instruction]) -> list[Instruction]:
    """«Басқарма қарастырсын, ұсыныс берсін»: the second imperative is told to whom the first was."""
    if not before or len(found) != 1 or not before[-1].rule == found[0].rule == LET_DO or found[0].addressee:
        return found
    return [remade(found[0], addressee=before[-1].addressee, addressees=before[-1].addressees)]


def _is_bare_task(clause: Clause, sentence: Sentence) -> bool:
    """«акимам: усилить контроль; до 15 сентября завершить завоз»: what stands behind a semicolon."""
    piece = Sentence(clause.start, clause.end, clause.text, sentence.language)
    behind = sentence.text[: clause.start - sentence.start].rstrip()
    return sentence.language == "ru" and behind.endswith(";") and is_task(piece)


def _is_point(sentence: Sentence) -> bool:
    return is_task(sentence) and not is_own_decision(sentence)
