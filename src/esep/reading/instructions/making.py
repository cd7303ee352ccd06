"""Make an instruction of the clause, the heading or the point in which it was found."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from esep.language.making import remade
from esep.places import Place
from esep.reading.grammar.instruction_words import words
from esep.reading.grammar.kazakh_grammar import is_possessed_noun, subject_phrases, told_phrases
from esep.reading.grammar.russian_grammar import (
    dative_phrase,
    first_finite_verb,
    infinitives,
    subject_phrase,
)
from esep.reading.grammar.sentence_language import TextLanguage, hide_names
from esep.reading.instruction import Addressee, Extent, Instruction
from esep.reading.instructions import kazakh_roles, kazakh_shares, russian_roles, russian_shares
from esep.reading.instructions.actions import bare_action
from esep.reading.instructions.addressees import acts_jointly, addressees_of, name_of, partners_of
from esep.reading.instructions.candidate import Candidate, Named
from esep.reading.instructions.clauses import (
    Clause,
    Speaker,
    end_of_instruction,
    speaker_before,
    without_opening,
)
from esep.reading.instructions.deadlines import (
    BETWEEN,
    Deadline,
    as_written,
    due_period,
    find_deadlines,
    term_of,
)
from esep.reading.instructions.labels import Label
from esep.reading.instructions.lists import Heading, named_and_set_off
from esep.reading.instructions.patterns import Pattern
from esep.reading.instructions.places import place_of
from esep.reading.sentences.sentence import Sentence

if TYPE_CHECKING:
    from esep.reading.instructions.bodies import Bodies

_LIST_ITEM = "order_list_item"
_CONTINUED = "order_continued"
_CUT = "order_cut"
LET_DO = "order_let_do"
_NAMED_POINT = "order_point_responsible"


@cache
def _beginning(language: TextLanguage) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(words(language).namely)})\b\s*", re.IGNORECASE)


class Maker:
    """Makes the instructions of one text; ``region`` is the one in which its places lie, if known."""

    def __init__(
        self,
        text: str,
        reference: datetime.date | None,
        bodies: Bodies | None,
        region: Place | None = None,
    ) -> None:
        self.text = text
        self.reference = reference
        self.bodies = bodies
        self.region = region

    def of_clause(
        self, clause: Clause, sentence: Sentence, fitting: Sequence[Pattern], issuer: Speaker | None
    ) -> list[Instruction]:
        """The instructions of a clause: none, one, or one for each addressee that has a task of its own.

        ``fitting`` are the patterns of which the clause has a cue, as they are tried.
        """
        if not fitting:
            return []
        hidden = _with_names_hidden(clause.text)
        for pattern in fitting:
            trigger = _trigger(pattern, hidden)
            if trigger is None or (pattern.exception is not None and pattern.exception.search(hidden)):
                continue
            candidate = Candidate(pattern, trigger, clause, sentence)
            if not self._holds(candidate):
                continue
            return self._of_candidate(candidate, issuer)
        return []

    def _holds(self, candidate: Candidate) -> bool:
        roles = kazakh_roles if candidate.sentence.language == "kk" else russian_roles
        if not roles.is_instruction(candidate):
            return False
        if candidate.pattern.needs not in ("deadline", "future"):
            return True
        return any(
            one.is_ahead for one in self.deadlines(candidate.text, candidate.sentence.language, of_plan=True)
        )

    def deadlines(self, text: str, language: TextLanguage, *, of_plan: bool = False) -> list[Deadline]:
        """The terms in ``text``, by the day of the document."""
        return find_deadlines(text, language, self.reference, of_plan=of_plan)

    def _terms(self, text: str, candidate: Candidate, begin: int) -> list[Deadline]:
        """The terms of a clause; those of clauses before the instruction are not its own.

        In Russian those before the comma before a plan: «в 2022 году построено 12, в 2024-м планируется 20».
        """
        of_plan = candidate.pattern.type == "commitment"
        found = self.deadlines(text, candidate.sentence.language, of_plan=of_plan)
        if of_plan:  # «в июле откроют кабинет, приём ежедневно»
            found = [one for one in found if one.is_ahead] or found
        if candidate.sentence.language != "kk" and not of_plan:
            return found
        if candidate.sentence.language != "kk":
            trigger = candidate.trigger.start()
            own = [
                one for one in found if one.start >= trigger or not _is_of_clause_before(text, one, trigger)
            ]  # «начали в 2023 году и планируют завершить в 2024-м»
            found = own or found
            begin = text.rfind(",", 0, trigger) + 1
            if not any(one.start >= begin and _YEAR.search(text, one.start, one.end) for one in found):
                return found
        return [one for one in found if one.start >= begin] or found

    def _of_candidate(self, candidate: Candidate, issuer: Speaker | None) -> list[Instruction]:
        language, clause = candidate.sentence.language, candidate.clause
        roles = kazakh_roles if language == "kk" else russian_roles
        begin = roles.begin_of(candidate)
        end = end_of_instruction(clause.text, language, candidate.trigger.end())
        if language == "kk":
            end = kazakh_roles.end_of(candidate) or end
        whole = self._made(candidate, begin, end, issuer)
        is_told = candidate.pattern.addressee == "dative" or candidate.pattern.needs == "named_infinitive"
        if not is_told or candidate.pattern.type != "order":
            return [whole]
        cut = kazakh_shares.shares if language == "kk" else russian_shares.shares
        shares = cut(clause.text, begin, end)
        if len(shares) == 1:
            return [whole]
        return [self._share(candidate, whole, *share) for share in shares]

    def _share(self, candidate: Candidate, whole: Instruction, start: int, end: int) -> Instruction:
        """One of several addressees' tasks that share the verb that tells."""
        language, clause = candidate.sentence.language, candidate.clause
        piece = clause.part(start, end)
        first, last = piece.start - clause.start, piece.end - clause.start
        if language == "kk":
            told = next(iter(told_phrases(clause.text, first, last)), None)
            case = "dative"
        else:
            until = next(iter(infinitives(clause.text, first, last)), last)
            told, case = dative_phrase(clause.text, first, until), "datv"  # not «доложить акиму»
        named = Named(*told, case) if told else None
        terms = self.deadlines(piece.text, language)
        until = min(last, candidate.trigger.start()) if language == "kk" else last
        begin = named.end if named else first
        if language == "ru" and candidate.pattern.needs not in ("told_infinitive", "named_infinitive"):
            begin = max(begin, candidate.trigger.end() if candidate.trigger.end() < last else begin)
        action = clause.part(begin, until)
        told_to = self.told(clause, named, language) if named else {}
        made = remade(
            whole,
            start=piece.start,
            end=piece.end,
            quote=piece.text,
            action=action.text or piece.text,
            action_span=(action.start, action.end),
            **told_to,
            **term_fields(piece, terms),
        )
        return self._acting(made, clause)

    def _made(self, candidate: Candidate, begin: int, end: int, issuer: Speaker | None) -> Instruction:
        language, clause, pattern = candidate.sentence.language, candidate.clause, candidate.pattern
        roles = kazakh_roles if language == "kk" else russian_roles
        named = roles.addressee(candidate, begin)
        teller = roles.issuer(candidate, begin)
        told_by = self.speaker(clause, teller) or clause.speaker or self._told_before(candidate)
        if told_by is None and (pattern.type != "commitment" or self._is_near(issuer, clause)):
            told_by = issuer
        if language == "kk":
            first, last = kazakh_roles.action(candidate, begin)
        else:
            first, last = russian_roles.action(candidate, end)
        piece, action = clause.part(begin, end), clause.part(first, last)
        addressee = self.told(clause, named, language)
        if named is None and pattern.type == "commitment" and language == "ru":
            addressee = self._of_speaker(speaker_before(candidate.sentence), pattern)
        is_we = named is not None and clause.text[named.start : named.end].lower() in WE
        is_we = is_we or (named is not None and named.case == "we")
        if pattern.type == "commitment" and addressee["addressees"] and not (is_we and told_by):
            one = addressee["addressees"][0]
            told_by = Speaker(one.start, one.end, addressee["addressee"])
        made = Instruction(
            start=piece.start,
            end=piece.end,
            quote=piece.text,
            type=pattern.type,
            action=action.text or piece.text,
            action_span=(action.start, action.end) if action.text else (piece.start, piece.end),
            language=language,
            rule=pattern.name,
            place=place_of(self.text, piece.start, piece.end, language, self.region),
            **self._issuer(told_by, language),
            **addressee,
            **term_fields(clause, self._terms(clause.text, candidate, begin)),
        )
        return self._acting(made, clause)

    def _is_near(self, issuer: Speaker | None, clause: Clause) -> bool:
        """Whether who told before spoke in the same paragraph: what another announces is not his promise."""
        return issuer is not None and "\n" not in self.text[issuer.end : clause.start]

    def _acting(self, made: Instruction, clause: Clause) -> Instruction:
        """The instruction with its bare action, and what that is done to."""
        named = [
            one for one in made.addressees if one.name.lower() not in WE and not acts_jointly(one)
        ]  # «ашамыз» names us by its verb
        bodies = [(named[0].start, named[-1].end)] if named else []
        is_named = made.issuer is not None and made.issuer.lower() not in WE
        bodies += [made.issuer_span] if made.issuer_span and is_named else []
        start, end = bare_action(
            self.text, made.action_span or (made.start, made.end), bodies, made.deadline_spans
        )
        place = made.place
        if place is not None and len(made.addressees) > 1:
            place = place_of(
                self.text, start, end, made.language, self.region
            )  # that of one of them is not that of all
        return remade(
            made,
            place=place,
            action=self.text[start:end],
            action_span=(start, end),
            **self._object(
                clause, start - clause.start, end - clause.start, made.language, made.deadline_spans
            ),
        )

    def speaker(self, clause: Clause, named: Named | None) -> Speaker | None:
        """Who is ``named`` in the clause, as one who speaks."""
        if named is None:
            return None
        start, end = clause.start + named.start, clause.start + named.end
        return Speaker(start, end, self.text[start:end])

    def _told_before(self, candidate: Candidate) -> Speaker | None:
        """Who speaks in a Russian sentence that begins so: «На совещании аким отметил, что …»."""
        sentence = candidate.sentence
        before = speaker_before(sentence) if sentence.language == "ru" else None
        if before is None or before.end > candidate.clause.start + candidate.trigger.start():
            return None
        first, last = before.start - sentence.start, before.end - sentence.start
        place = subject_phrase(sentence.text, first, last)
        place = place or russian_roles.named_alone(sentence.text, first, last)
        if place is None:
            return None
        start, end = sentence.start + place[0], sentence.start + place[1]
        return Speaker(start, end, self.text[start:end])

    def quoted(self, clause: Clause, sentence: Sentence) -> Speaker | None:
        """Whose words follow: «Аким области: «Поручаю …»», «Облыс әкімі: «… тапсырамын»»."""
        behind = self.text[clause.end : sentence.end].lstrip()
        if not behind.startswith(":") or behind[1:].lstrip()[:1] not in ("«", "“", '"'):
            return None
        if sentence.language == "kk":
            places = subject_phrases(clause.text, 0, len(clause.text))
            return self.speaker(clause, Named(*places[0], "nominative")) if places else None
        place = subject_phrase(clause.text, 0, len(clause.text))
        return self.speaker(clause, Named(*place, "nomn")) if place else None

    def _issuer(self, speaker: Speaker | None, language: TextLanguage) -> dict[str, Any]:
        if speaker is None:
            return {"issuer": None, "issuer_span": None, "issuer_code": None}
        code = self.bodies.code_of(speaker.text, language) if self.bodies else None
        return {"issuer": speaker.text, "issuer_span": (speaker.start, speaker.end), "issuer_code": code}

    def issued(self, instruction: Instruction, issuer: Speaker) -> Instruction:
        """The instruction as told by ``issuer``."""
        return remade(instruction, **self._issuer(issuer, instruction.language))

    def said(self, instruction: Instruction, speaker: Speaker) -> Instruction:
        """The instruction as told by ``speaker``, who does it where «мы» do."""
        made = self.issued(instruction, speaker)
        if (instruction.addressee or "").lower() not in WE:
            return made
        one = Addressee(speaker.start, speaker.end, speaker.text, speaker.text)
        return remade(made, addressee=speaker.text, addressees=(one,))

    def _of_speaker(self, speaker: Speaker | None, pattern: Pattern) -> dict[str, Any]:
        if speaker is None or pattern.addressee == "none":
            return {"addressee": None, "addressees": ()}
        one = Addressee(speaker.start, speaker.end, speaker.text, speaker.text)
        return {"addressee": speaker.text, "addressees": (one,)}

    def told(self, clause: Clause, named: Named | None, language: TextLanguage) -> dict[str, Any]:
        """Who is ``named`` in the clause, in the fields of an instruction for who is told."""
        if named is None:
            return {"addressee": None, "addressees": ()}
        return {
            "addressee": name_of(clause.text, named, language),
            "addressees": addressees_of(clause, named, language, self.bodies),
        }

    def _object(
        self, clause: Clause, start: int, end: int, language: TextLanguage, terms: Sequence[Extent]
    ) -> dict[str, Any]:
        roles = kazakh_roles if language == "kk" else russian_roles
        place = roles.object_of(clause.text, start, end)
        term = next((one for one in terms if place and one[0] < clause.start + place[1] <= one[1]), None)
        if term is not None and term[0] > clause.start + start:
            place = roles.object_of(clause.text, start, term[0] - clause.start)
        if place is None:
            return {"object": None, "object_span": None}
        first, last = clause.start + place[0], clause.start + place[1]
        return {"object": self.text[first:last], "object_span": (first, last)}

    def names_tasks(self, sentence: Sentence) -> bool:
        """Whether the sentence goes on with the tasks that the one before it set: «Атап айтқанда, …»."""
        return _beginning(sentence.language).match(sentence.text) is not None

    def longer(self, instruction: Instruction, sentence: Sentence) -> Instruction:
        """The instruction with the list «Атап айтқанда, …» that follows it."""
        tasks = sentence.text.rstrip(".!;")
        end = sentence.start + len(tasks)
        longer = remade(
            instruction,
            end=end,
            quote=self.text[instruction.start : end],
            action=tasks,
            action_span=(sentence.start, end),
        )
        if instruction.deadline is not None:
            return longer
        clause = Clause(sentence.start, sentence.end, sentence.text, None)
        return remade(longer, **term_fields(clause, self.deadlines(sentence.text, sentence.language)))

    def point(self, sentence: Sentence, heading: Heading | None) -> Instruction:
        """The instruction that a point of a list is."""
        language = sentence.language
        whole = Clause(sentence.start, sentence.end, sentence.text, None)
        piece = whole.part(without_opening(sentence.text, language), len(sentence.text))
        told: dict[str, Any] = {}
        if heading is not None:
            partners = partners_of(piece, language, self.bodies) if heading.addressees else ()
            told = {"addressee": heading.addressee, "addressees": (*heading.addressees, *partners)}
        if language == "kk" and not (heading and heading.addressees):
            own = _named_first(piece.text)
            told = self.told(piece, own, language) if own is not None else told
        if heading is not None and heading.type == "commitment":
            ours = kazakh_roles.ours(piece.text) if language == "kk" else russian_roles.ours(piece.text)
            told = self.told(piece, ours, language)
        told = told or {"addressee": None, "addressees": ()}
        made = Instruction(
            start=piece.start,
            end=piece.end,
            quote=piece.text,
            type=heading.type if heading else "order",
            action=piece.text,
            action_span=(piece.start, piece.end),
            language=language,
            rule=_LIST_ITEM if heading else _NAMED_POINT,
            place=place_of(self.text, piece.start, piece.end, language, self.region),
            **self._issuer(heading.issuer if heading else None, language),
            **told,
            **term_fields(piece, self.deadlines(piece.text, language)),
        )
        if heading is not None and made.deadline is None:
            made = remade(made, **heading.term)
        return self._acting(made, piece)

    def continued(self, sentence: Sentence, before: Instruction) -> Instruction:
        """A sentence that is a bare infinitive, told to whom the order before it was told."""
        made = self.point(sentence, None)
        return remade(
            made,
            rule=_CONTINUED,
            type=before.type,
            addressee=before.addressee,
            addressees=before.addressees,
            issuer=before.issuer,
            issuer_span=before.issuer_span,
            issuer_code=before.issuer_code,
        )

    def cut(self, sentence: Sentence, told: tuple[int, int]) -> Instruction:
        """A Kazakh sentence cut before its verb, told to the office at ``told``."""
        made = self.point(sentence, None)
        clause = Clause(sentence.start, sentence.end, sentence.text, None)
        return remade(made, rule=_CUT, **self.told(clause, Named(*told, "dative"), sentence.language))

    def under(self, instruction: Instruction, heading: Heading) -> Instruction:
        """An instruction found under a heading that names an addressee, told to him unless it says whom."""
        if instruction.addressee is not None or instruction.type == "commitment":
            return instruction
        told = remade(instruction, addressee=heading.addressee, addressees=heading.addressees)
        return remade(told, **heading.term) if told.deadline is None else told

    def responsible(
        self, instruction: Instruction, sentence: Sentence, label: Label, case: str | None = None
    ) -> Instruction:
        """The instruction with the body of «Ответственный: …», in the nominative or in ``case``."""
        clause = Clause(sentence.start, sentence.end, sentence.text, None)
        case = case or ("nominative" if sentence.language == "kk" else "nomn")
        named = Named(label.value_start, label.value_end, case)
        return remade(instruction, **self.told(clause, named, sentence.language))

    def term(self, instruction: Instruction, sentence: Sentence, label: Label) -> dict[str, Any]:
        """The term of an instruction with that of «Срок: …», which follows the one that it has."""
        written = sentence.text[label.value_start : label.value_end]
        term = term_of(written, sentence.language, self.reference)
        span = (sentence.start + label.value_start, sentence.start + label.value_end)
        if instruction.deadline is None:
            return {
                "deadline": written,
                "due": term.period if term else None,
                "recurrence": term.recurrence if term else None,
                "deadline_spans": (span,),
            }
        due = (term.period if term else None) or instruction.due
        spans = (*instruction.deadline_spans, span)
        return {"deadline": f"{instruction.deadline}{BETWEEN}{written}", "due": due, "deadline_spans": spans}


def _trigger(pattern: Pattern, text: str) -> re.Match[str] | None:
    """The first words that the pattern finds; a noun in -сын is no imperative: «мәселесін …, жүргізсін»."""
    if pattern.name != LET_DO:
        return pattern.trigger.search(text)
    found = pattern.trigger.finditer(text)
    return next((one for one in found if not is_possessed_noun(one.group())), None)


def _is_of_clause_before(text: str, term: Deadline, trigger: int) -> bool:
    """Whether a term belongs to a verb before «и», and not to the plan behind it."""
    is_joined = " и " in text[term.end : trigger]
    return is_joined and first_finite_verb(text, 0, term.start) is not None


def _with_names_hidden(text: str) -> str:
    """The clause with quoted names blanked; a clause that is one quotation is speech, and is read."""
    if text[:1] == "«" and text.find("»") == len(text) - 1:
        return f" {text[1:-1]} "
    return hide_names(text)


WE = ("мы", "біз")
"""Those who promise without a name, in small letters."""
_IN_DATIVE = re.compile(r"(?:[ғқгк][ае]|(?<=[ыі])н[ае])$")
_SET_OFF = re.compile(r"\s*[(–—:-]")
"""Behind a body that begins a point and is not part of its task: «Қаржы басқармасы (А. Ахметов) …»."""


def _named_first(text: str) -> Named | None:
    """Whom a Kazakh point begins with: «басқармаға есепті ұсыну», «басқарма – есепті ұсыну»."""
    official = named_and_set_off(text, 0)
    if official is not None:
        is_dative = _IN_DATIVE.search(text[slice(*official)]) is not None
        return Named(*official, "dative" if is_dative else "nominative")
    told = next(iter(told_phrases(text, 0, len(text))), None)
    if told is not None and not text[: told[0]].strip():
        return Named(*told, "dative")
    named = next(iter(subject_phrases(text, 0, len(text))), None)
    is_first = named is not None and not text[: named[0]].strip() and _SET_OFF.match(text, named[1])
    return Named(*named, "nominative") if named is not None and is_first else None


_YEAR = re.compile(r"20\d\d")


def term_fields(clause: Clause, deadlines: Sequence[Deadline]) -> dict[str, Any]:
    """The terms of a clause in the fields of an instruction."""
    return {
        "deadline": as_written(clause.text, deadlines),
        "due": due_period(deadlines),
        "recurrence": next((one.recurrence for one in deadlines if one.recurrence), None),
        "deadline_spans": tuple((clause.start + one.start, clause.start + one.end) for one in deadlines),
    }
