"""Entries that corrections suggest for the word lists, with their evidence; for review, never written in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from esep.language import TextLanguage, tokenize
from esep.language.tokens import Token
from esep.reading.grammar.counted_words import noun_unit
from esep.reading.grammar.lemmas import kazakh_stem, noun_lemma
from esep.reading.grammar.morphology import russian_word
from esep.reading.instructions.deadlines import find_deadlines
from esep.reading.results.corrections import Checked

_NUMBERS = re.compile(r"\d[\d .,]*")
_MULTIPLIERS = frozenset(
    ["мың", "миллион", "миллиард", "трлн", "млн", "млрд", "тыс", "тысяч", "тысяча", "тысячи"]
)
LONGEST_NOUN = 2
"""Words after a number that are proposed as what it counts."""


@dataclass(frozen=True)
class Proposal:
    """An entry for a word list: the list, what to enter, and the places that speak for and against it."""

    word_list: str
    entry: tuple[tuple[str, str], ...]
    evidence: list[dict[str, str]] = field(default_factory=list)
    against: list[dict[str, str]] = field(default_factory=list)


def proposals(checked: Sequence[Checked], beside: Sequence[Checked] = ()) -> list[Proposal]:
    """What the corrections that the reader does not keep suggest, the best founded first.

    Places where the reader already says what a person said count against an entry that would change them;
    ``beside`` are more of these, such as those of annotated texts.
    """
    found: dict[tuple[str, tuple[tuple[str, str], ...]], Proposal] = {}
    for each in checked:
        if not each.is_kept:
            for word_list, entry in _suggested(each):
                key = (word_list, tuple(entry.items()))
                proposal = found.setdefault(key, Proposal(word_list, key[1]))
                proposal.evidence.append(_place(each))
    kept = [each for each in (*checked, *beside) if each.is_kept]
    for proposal in found.values():
        proposal.against.extend(_place(each) for each in kept if _speaks_against(proposal, each))
    return sorted(
        found.values(), key=lambda one: (len(one.against) - len(one.evidence), one.word_list, one.entry)
    )


def _place(each: Checked) -> dict[str, str]:
    correction = each.correction
    where = f"{correction.document} [{correction.start}–{correction.end}]"
    return {"place": where, "quote": correction.quote, "sentence": " ".join(each.sentence.split())}


def _suggested(each: Checked) -> Iterator[tuple[str, dict[str, str]]]:
    language: TextLanguage = "kk" if each.language == "kk" else "ru"
    right, verdict = each.correction.right, each.correction.verdict
    if verdict == "figure":
        changed = set(right) if each.found is None else set(each.wrong)
        if "unit" in changed and right["unit"]:
            yield from _unit(each, language, str(right["unit"]))
        if "kind" in changed:
            for word in _predicates(each.sentence, language):
                entry = {"language": language, "kind": str(right["kind"]), "words": word}
                yield "reading/statements/cues.yaml", entry
        if "noun" in changed and right["noun"]:
            yield "language stems", {"language": language, "stem": str(right["noun"])}
    elif verdict == "no figure":
        yield "reading/sentences/exclusions.yaml", {"language": language, "around": _around(each)}
    elif verdict == "instruction":
        changed = set(right) if each.found is None else set(each.wrong)
        if "addressee" in changed and right["addressee"]:
            yield "register of bodies", {"language": language, "name": str(right["addressee"])}
        if "deadline" in changed and right["deadline"] and not _is_term(str(right["deadline"]), language):
            pattern = _NUMBERS.sub("{number} ", str(right["deadline"])).strip()
            entry = {"language": language, "words": " ".join(pattern.split())}
            yield "reading/instructions/deadlines.yaml", entry
        if each.found is None:
            for word in _predicates(each.sentence, language):
                yield _patterns_of(language), {"language": language, "trigger": word}
    elif verdict == "no instruction":
        rule = str((each.found or {}).get("rule", ""))
        yield _patterns_of(language), {"language": language, "negative example of": rule}


def _unit(each: Checked, language: TextLanguage, unit: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The noun behind the number, as an entry of the unit."""
    noun = each.correction.right.get("noun") or _noun_after(each)
    if noun:
        lemma = noun_lemma(str(noun), None, language) if language == "ru" else _stemmed(str(noun))
        if noun_unit(lemma, language) != unit:
            yield "language/units.yaml", {"language": language, "unit": unit, "read": lemma}


def _is_term(words: str, language: TextLanguage) -> bool:
    """Whether the lists know these words as a term already: then it was lost for another reason."""
    found = find_deadlines(words, language, of_plan=True)
    return len(found) == 1 and (found[0].start, found[0].end) == (0, len(words))


def _stemmed(noun: str) -> str:
    words = noun.split()
    return " ".join([*words[:-1], kazakh_stem(words[-1])])


def _noun_after(each: Checked) -> str:
    """The words of the quote behind its number and multiplier, else those behind the quote."""
    tokens = tokenize(each.correction.quote)
    words = _behind_number(tokens)
    if words:
        return " ".join(words)
    after = each.sentence.partition(each.correction.quote)[2]
    return " ".join(_leading_words(tokenize(after))[:1])


def _behind_number(tokens: Sequence[Token]) -> list[str]:
    numbers = [at for at, token in enumerate(tokens) if token.kind == "number"]
    return _leading_words(tokens[numbers[-1] + 1 :] if numbers else tokens)[-LONGEST_NOUN:]


def _leading_words(tokens: Iterable[Token]) -> list[str]:
    words: list[str] = []
    for token in tokens:
        if token.key in _MULTIPLIERS or token.text in ".-":
            continue
        if token.kind != "word":
            break
        words.append(token.text)
    return words


def _predicates(sentence: str, language: TextLanguage) -> list[str]:
    """Words that can be the predicate: in Kazakh the last of the sentence, in Russian its verbs."""
    words = [token.text for token in tokenize(sentence) if token.kind == "word"]
    if language == "kk":
        return [word.lower() for word in words[-1:]]
    return [word.lower() for word in words if russian_word(word.lower()).is_verb]


def _around(each: Checked) -> str:
    before, quote, after = each.sentence.partition(each.correction.quote)
    left = [token.text for token in tokenize(before) if token.kind == "word"][-1:]
    right = [token.text for token in tokenize(after) if token.kind == "word"][:1]
    return " ".join([*left, _NUMBERS.sub("{number} ", quote).strip(), *right])


def _speaks_against(proposal: Proposal, kept: Checked) -> bool:
    """Whether a place that is read rightly now has the word with another meaning."""
    entry = dict(proposal.entry)
    word = entry.get("words") or entry.get("trigger") or entry.get("read")
    if not word or word.lower() not in kept.sentence.lower() or kept.found is None:
        return False
    for name in ("kind", "unit"):
        if name in entry:
            return kept.found.get(name) != entry[name]
    return kept.correction.verdict == "no instruction"


def proposals_yaml(found: Sequence[Proposal]) -> str:
    """The proposals as YAML for a person to review."""
    rows: list[dict[str, Any]] = [
        {"list": one.word_list, "entry": dict(one.entry), "evidence": one.evidence, "against": one.against}
        for one in found
    ]
    return yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=110)


def _patterns_of(language: TextLanguage) -> str:
    return f"reading/instructions/patterns_{language}.yaml"
