"""Take a Kazakh word apart: its stem, part of speech and endings, likeliest first.

A candidate is proved: putting its endings on its stem gives the word back. Stems of the lexicon come first;
a word whose stem is unknown still gets what its endings can mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from esep.language.endings import (
    Analysis,
    Case,
    add_case,
    add_plural,
    add_possessive,
    analyses,
    fold,
    is_front,
    read_ending,
)
from esep.language.endings import decline as _decline
from esep.language.kazakh.stems import PartOfSpeech, Stem, stems, surname_endings, verb_stems
from esep.language.kazakh.verbs import DECLINED, VERB_FORMS, VerbForm, passive, shapes, verb_forms

SHORTEST_VERB, LONGEST_WORD = 2, 60
LEAST_ENDING = 3
"""Letters of an ending that show a case even on an unknown stem."""
SHORTEST_UNKNOWN = 3

_OWNERS = {"м": 1, "ң": 2}
_DERIVED: tuple[tuple[str, PartOfSpeech], ...] = (
    ("л{y}{k}", "adjective"), ("д{y}{k}", "adjective"), ("т{y}{k}", "adjective"), ("л{y}", "adjective"),
    ("д{y}", "adjective"), ("т{y}", "adjective"), ("с{y}з", "adjective"), ("ш{y}", "noun"),
    ("д{a}й", "adjective"), ("т{a}й", "adjective"), ("{g}{y}", "adjective"), ("{k}{y}", "adjective"),
    ("р{a}{k}", "adjective"),
    ("ш{a}", "adverb"), ("д{a}п", "adverb"), ("т{a}п", "adverb"), ("л{a}п", "adverb"),
)  # fmt: skip
"""Endings that make a word of its own from a known one: «сапа», «сапалы», «сапасыз»."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to read a Kazakh word.

    ``owner`` is the person of possession (1 «облысымыз», 2 «облысыңыз», 3 «облысы») or None. ``form`` is set
    for verbs and for what is declined of them («құруға» is the dative of a gerund). ``known`` tells that the
    stem is in the lexicon; ``russian`` is its gloss. ``root`` is the known stem that an unlisted one is made
    from («сапалы» from «сапа»).
    """

    stem: str
    part: PartOfSpeech
    case: Case = "nominative"
    owner: int | None = None
    plural: bool = False
    form: VerbForm | None = None
    negative: bool = False
    known: bool = False
    russian: str = ""
    root: str | None = None

    @property
    def is_bare(self) -> bool:
        """Whether the word is the stem itself."""
        return (
            self.case == "nominative"
            and self.owner is None
            and not self.plural
            and self.form in (None, "stem")
        )


@lru_cache(maxsize=50_000)
def analyse(word: str) -> tuple[Candidate, ...]:
    """The candidates of a word, likeliest first; never empty, every one proved. Capitals are ignored."""
    small = fold(word)
    if len(small) > LONGEST_WORD or not small:
        return (Candidate(small, "noun"),)
    nominal = analyses(small)
    known = [*_nouns(nominal), *_owned(nominal), *_verbs(small, nominal)]
    if not known:
        known = list(_hyphened(small)) or list(_derived(nominal))
    ranked = sorted(dict.fromkeys(known), key=_rank)
    return (*ranked, *_unknown(word, small, nominal)) if not ranked or not ranked[0].known else tuple(ranked)


def lemma(word: str) -> str:
    """The likeliest stem of a word."""
    return analyse(word)[0].stem


_ORDER: dict[str, int] = {
    "conjunction": 0, "postposition": 0, "particle": 0, "pronoun": 1, "numeral": 1, "noun": 2, "adjective": 3,
    "adverb": 3, "name": 4, "verb": 3, "abbreviation": 5,
}  # fmt: skip


def _rank(found: Candidate) -> tuple[object, ...]:
    """The longest stem first; of one length what is said whole before what is made by endings."""
    guessed = found.root is not None and found.part != "verb"
    length = len(found.stem)
    unlikely = found.form in ("stem", "aorist", "since")
    return guessed, unlikely, -length, not found.is_bare, _ORDER[found.part], found.case, found.stem


def _nouns(nominal: tuple[Analysis, ...]) -> Iterator[Candidate]:
    table = stems()
    for found in nominal:
        for row in table.get(found.stem, ()):
            if row.part == "verb" or (_is_closed(row) and found.stem != nominal[0].stem):
                continue
            yield _candidate(found, row)


def _is_closed(row: Stem) -> bool:
    """Whether words of this kind take no endings."""
    return row.part in ("conjunction", "postposition") or (row.part == "particle" and len(row.text) <= 3)


def _candidate(found: Analysis, row: Stem) -> Candidate:
    owner = 3 if found.possessive else None
    return Candidate(found.stem, row.part, found.case, owner, found.plural, known=True, russian=row.russian)


def _owned(nominal: tuple[Analysis, ...]) -> Iterator[Candidate]:
    """«облысымыздың», «еліміз»: ours and yours."""
    table = stems()
    for found in nominal:
        form = found.stem
        if found.possessive or found.plural or len(form) < 5 or form[-3:-1] not in ("мы", "мі", "ңы", "ңі"):
            continue
        if form[-1] != "з":
            continue
        person = _OWNERS[form[-3]]
        for plural in (False, True):
            for stem in _owned_stems(form[:-3], plural):
                if _owned_form(stem, form[-3], plural) == form:
                    for row in table.get(stem, ()):
                        if row.part != "verb" and not _is_closed(row):
                            candidate = _candidate(Analysis(stem, found.case, False, plural), row)
                            yield replace(candidate, owner=person)


def _owned_stems(cut: str, plural: bool) -> Iterator[str]:
    whole = cut if cut[-1] not in "ыі" else cut[:-1]
    if plural:
        yield whole[:-3]
        return
    yield cut
    yield from {a.stem for a in analyses(whole + cut[-1]) if a.possessive and a.case == "nominative"}


def _owned_form(stem: str, sign: str, plural: bool) -> str:
    base = add_plural(stem) if plural else stem
    y = "і" if is_front(base) else "ы"
    third = add_possessive(base)
    linked = base if third.endswith("с" + third[-1]) and base[-1] in "аәеиоөуыі" else third
    return f"{linked}{sign}{y}з"


def _verbs(small: str, nominal: tuple[Analysis, ...]) -> Iterator[Candidate]:
    by_stem: dict[str, list[Analysis]] = {}
    for found in nominal:
        by_stem.setdefault(found.stem, []).append(found)
    beginnings = _verbs_by_shape()
    for length in range(SHORTEST_VERB, len(small) + 1):
        for stem in beginnings.get(small[:length], ()):
            for negative in (False, True):
                for form, made in verb_forms(stem, negative).items():
                    yield from _verb(stem, form, made, negative, small, by_stem)


def _verb(
    stem: str, form: VerbForm, made: str, negative: bool, small: str, nominal: dict[str, list[Analysis]]
) -> Iterator[Candidate]:
    russian = next((row.russian for row in stems().get(stem, ()) if row.part == "verb"), "")
    root = _passives().get(stem)
    plain = Candidate(stem, "verb", form=form, negative=negative, known=True, russian=russian, root=root)
    if made == small:
        yield plain
    elif form == "request" and small == add_plural(made):
        yield replace(plain, plural=True)
    elif form in DECLINED:
        for found in nominal.get(made, ()):
            yield replace(plain, case=found.case, owner=3 if found.possessive else None, plural=found.plural)


@cache
def _passives() -> dict[str, str]:
    """Passive stems that the lexicon does not list, with the verbs that they are made from."""
    known = verb_stems()
    return {made: stem for stem in sorted(known) if (made := passive(stem)) not in known}


@cache
def _verbs_by_shape() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for stem in sorted({*verb_stems(), *_passives()}):
        for shape in shapes(stem):
            found.setdefault(shape, []).append(stem)
    return {shape: tuple(listed) for shape, listed in found.items()}


def _hyphened(small: str) -> Iterator[Candidate]:
    """«млн-нан» is a stem with its ending, «мәдени-спорттық» a compound that ends like its last part."""
    first, hyphen, last = small.rpartition("-")
    if not hyphen or not first or not last:
        return
    ending = read_ending(last)
    if ending is not None and (first in stems() or first.isdigit()):
        part = stems()[first][0].part if first in stems() else "numeral"
        yield Candidate(first, part, ending[0], 3 if ending[1] else None, known=True)
        return
    for found in analyse(last):
        if found.known and found.form is None:
            yield replace(found, stem=f"{first}-{found.stem}", root=found.stem, russian="")


def _derived(nominal: tuple[Analysis, ...]) -> Iterator[Candidate]:
    """Words made from known ones: «көмірсіз», «облыстағылар»; surnames by their endings."""
    table = stems()
    for found in nominal:
        stem = found.stem
        for ending, part in _derived_endings():
            root = stem[: -len(ending)]
            rows = table.get(root, ()) if len(root) >= SHORTEST_UNKNOWN and stem.endswith(ending) else ()
            if any(row.part not in ("verb", "conjunction", "particle") for row in rows):
                yield _made(found, part, root)
        if len(stem) > SHORTEST_UNKNOWN + 1 and stem.endswith(surname_endings()):
            yield _made(found, "name", None)


def _made(found: Analysis, part: PartOfSpeech, root: str | None) -> Candidate:
    owner = 3 if found.possessive else None
    return Candidate(found.stem, part, found.case, owner, found.plural, known=root is not None, root=root)


@cache
def _derived_endings() -> tuple[tuple[str, PartOfSpeech], ...]:
    filled = [
        (pattern.format(a=a, y=y, g=g, k=k), part)
        for pattern, part in _DERIVED
        for a, y, g, k in (("а", "ы", "ғ", "қ"), ("е", "і", "г", "к"))
    ]
    return tuple(dict.fromkeys(filled))


def _unknown(word: str, small: str, nominal: tuple[Analysis, ...]) -> Iterator[Candidate]:
    """What the endings alone can mean: a long ending is likelier an ending than a part of the stem."""
    part: PartOfSpeech = "name" if word[:1].isupper() else "noun"
    found = [a for a in nominal if len(a.stem) >= SHORTEST_UNKNOWN or a.stem == small]
    found.sort(key=lambda a: (0 < len(small) - len(a.stem) < LEAST_ENDING, a.stem == small, len(a.stem)))
    for analysis in found:
        owner = 3 if analysis.possessive else None
        yield Candidate(analysis.stem, part, analysis.case, owner, analysis.plural)


def decline(stem: str, case: Case = "nominative", *, owner: int | None = None, plural: bool = False) -> str:
    """A form of a noun; ``owner`` 1 is ours («облысымыз»), 2 yours, 3 the third person's."""
    if owner in (1, 2):
        return add_case(_owned_form(stem, "м" if owner == 1 else "ң", plural), case)
    return _decline(stem, case, possessive=owner == 3, plural=plural)


__all__ = ["VERB_FORMS", "Candidate", "analyse", "decline", "lemma"]
