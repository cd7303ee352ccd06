"""Which figure is a part of which: «из них», «соның ішінде», brackets after a total, lists, remainders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from esep.language import analyses, is_measure, match_unit
from esep.reading.kazakh_endings import GENITIVES
from esep.reading.morphology import russian_word
from esep.reading.passage import Draft, Passage
from esep.reading.sentence_language import TextLanguage
from esep.reading.word_patterns import at_word
from esep.word_lists import WordList, word_list
from esep.yaml_texts import packaged_yaml

RELATIVE = frozenset(["percent", "share", "times", "percentage_point"])
ALL = 100
"""Per cent of a whole."""
_REACH = 2
"""Sentences between «Из них ...» and its total."""
_REMAINDER_REACH = 4
"""Sentences between a part and the figure that completes the total."""
_LEAD = 600
"""Characters before a figure in which «из них» is sought."""
_TOTALS = 80
"""Figures before a part among which its total is sought."""
_PARTICIPLE = 9
"""Tokens from «из» to the number, with a participle and what belongs to it between."""
_CHANCE = 2
"""Digits of a number that is the sum of two others by chance."""
LEAST_SUM = 10
"""Smaller numbers add up by chance."""
_COMPLETES = 40
"""Figures between a part and the one that completes the total."""
_DASHES = frozenset("–—:-")
_OPENED = 40
"""Characters between a bracket and the first figure in it, for «оның ішінде» to stand there."""
_OWNED = 2
"""Words between «46 шақырым» and «29-ы»."""
_WHEN = frozenset(["биыл", "былтыр", "қазір", "бүгінде", "бүгін"])
"""Beside the owner and its part: «16 мектептің биыл 12-сін»."""
_OWNER = 3
"""Tokens before «санының 2521-і» in which the owner is named."""
_COLON = 3
"""Tokens behind a total in which a colon opens the list of its parts."""
_ALL_OF = frozenset(["общего", "общей", "всех"])
"""«из общего числа 12 500 занятых»."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_NEAR = 25
"""Characters between «оның» and the number for it to speak of a part of anything countable."""


class _Words(WordList):
    inclusion: list[str]
    pieces_of_inclusion: tuple[str, ...]
    begin_rest: tuple[str, ...]
    inclusion_behind: list[str]
    remainder: list[str]
    alternative: list[str]
    spent: list[str]


@dataclass(frozen=True)
class _Patterns:
    inclusion: re.Pattern[str]
    pieces_of_inclusion: tuple[str, ...]
    begin_rest: tuple[str, ...]
    behind: re.Pattern[str] | None
    remainder: re.Pattern[str]
    alternative: re.Pattern[str]
    spent: re.Pattern[str]


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = packaged_yaml(__package__, "parts.yaml")
    return content


@cache
def _patterns(language: TextLanguage) -> _Patterns:
    words = word_list(_Words, _content()[language])
    return _Patterns(
        inclusion=at_word(words.inclusion),
        pieces_of_inclusion=words.pieces_of_inclusion,
        begin_rest=words.begin_rest,
        behind=re.compile(r"\s*(?:" + "|".join(words.inclusion_behind) + r")\b")
        if words.inclusion_behind
        else None,
        remainder=re.compile(r"(?<!\w)(?:" + "|".join(words.remainder) + r")\s*[–—:-]?\s*$"),
        alternative=re.compile(r"[\s,(]*(?:" + "|".join(words.alternative) + r")\s+$"),
        spent=at_word(words.spent),
    )


@cache
def _people() -> frozenset[str]:
    return frozenset(_groups()["people"])


@cache
def _groups() -> dict[str, list[str]]:
    content = _content()
    return {name: list(content[name]) for name in ("people", "counted_together", "held")}


def find_parts(drafts: Sequence[Draft]) -> None:
    """Point each figure at the total that the text makes it a part of."""
    for place, draft in enumerate(drafts):
        before = _before(draft, drafts[max(0, place - _TOTALS) : place])
        for rule, name in _RULES if before.same else _RULES_OF_THE_FIRST:
            total = rule(draft, before)
            if total is not None and total is not draft:
                if name == "alternative":
                    draft.relation, draft.related_to = "equals", total
                    draft.part_of = total.part_of
                else:
                    draft.part_of = total
                if name == "rest of the total":
                    draft.relation, draft.related_to = "remainder of", total
                draft.rules.append(name)
                break
    for part, total in pairwise(drafts):
        if part.part_of is None and _is_out_of_the_next(part, total):
            part.part_of = total
            part.rules.append("part of what «из» names")
    _complete_totals(drafts)


def _is_out_of_the_next(part: Draft, total: Draft) -> bool:
    """«19 из 46 сёл»."""
    if part.passage is not total.passage or part.unit != total.unit or total.first - part.last != 1:
        return False
    return part.passage.tokens[part.last].key == "из" and _fits(part, total)


def _words_between(first: Draft, second: Draft) -> str:
    """What stands between two figures of one sentence, in small letters."""
    shift = first.passage.sentence.start
    return first.passage.folded[first.end - shift : second.start - shift]


class _Before(NamedTuple):
    """The figures before one: those of the text as far as they matter, and those of its own sentence."""

    all: Sequence[Draft]
    same: Sequence[Draft]


def _before(draft: Draft, drafts: Sequence[Draft]) -> _Before:
    first = len(drafts)
    while first and drafts[first - 1].passage is draft.passage:  # those of one sentence stand together
        first -= 1
    return _Before(drafts, drafts[first:])


def _alternative(draft: Draft, before: _Before) -> Draft | None:
    """«1593 немесе 59,3%»: the same thing in another measure."""
    pattern = _patterns(draft.passage.sentence.language).alternative
    return before.same[-1] if pattern.fullmatch(_words_between(before.same[-1], draft)) else None


def _genitive(draft: Draft, before: _Before) -> Draft | None:
    """«395 мыңының 151 мыңында», «46 шақырым жолдың 29-ы»: what stands before carries the genitive."""
    if draft.passage.sentence.language != "kk":
        return None
    owner, tokens = before.same[-1], draft.passage.tokens
    between = tokens[owner.last : draft.first]
    if between and between[-1].key in _WHEN:
        between = between[:-1]
    if len(between) > _OWNED or any(token.kind != "word" for token in between):
        return None
    genitive = owner.case == "genitive" if not between else between[-1].key.endswith(GENITIVES)
    is_part = draft.quantity.possessive or draft.unit == "share"
    alike = draft.unit in RELATIVE or draft.unit == owner.unit or not is_measure(owner.unit)
    return owner if genitive and is_part and alike and _fits(draft, owner) else None


def _some_of(draft: Draft, before: _Before) -> Draft | None:
    """«11 түлек емтихан тапсырып, тоғызы грантқа түсті»: a Kazakh number that owns the figure before it.

    «842 ауылдың 791-і қосылған, 26-сы қосылмаған», «оның 94-і – балабақша, 3-еуі – мектеп»: parts side by
    side have one total.
    """
    if draft.passage.sentence.language != "kk" or not draft.quantity.possessive:
        return None
    near = before.same[-1]
    is_told = _is_before_dash(draft) and _is_before_dash(near)
    if is_told and near.part_of is not None and near.quantity.possessive:
        return near.part_of if draft.bracket == near.bracket and _fits(draft, near.part_of) else None
    inherits = "noun of the figure before" in draft.rules and near.unit == draft.unit
    if inherits and near.part_of is not None and near.quantity.possessive and near.unit == near.part_of.unit:
        near = near.part_of
    return near if inherits and draft.bracket == near.bracket and _fits(draft, near) else None


def _is_before_dash(draft: Draft) -> bool:
    tokens = draft.passage.tokens
    return draft.last < len(tokens) and tokens[draft.last].text in "–—-"


def _possessed(draft: Draft, before: _Before) -> Draft | None:
    """«Құрылған орындардың 2521-і тұрақты»: some of what the last figure of the same unit counted."""
    passage, at = draft.passage, draft.first - 1
    if passage.sentence.language != "kk" or not draft.quantity.possessive or is_measure(draft.unit) or at < 0:
        return None
    if not any(analysis.case == "genitive" for analysis in analyses(passage.tokens[at].key)):
        return None
    named = {
        found.code
        for near in range(max(0, at - _OWNER), at + 1)
        if (found := match_unit(passage.tokens, near, "kk")) is not None
    }
    for other in reversed(before.all):
        if passage.index - other.passage.index > _REACH:
            return None
        if other.bracket is None and other.unit == draft.unit in named and _fits(draft, other):
            return other
    return None


def _remainder(draft: Draft, before: _Before) -> Draft | None:
    """«қалған 88 мәселе»: the rest of the total of the figure before."""
    if not before.all or not _is_remaining(draft):
        return None
    sibling = before.all[-1]
    return sibling.part_of if draft.passage.index - sibling.passage.index <= 1 else None


def _bracketed(draft: Draft, before: _Before) -> Draft | None:
    """A figure in brackets after its total."""
    opening = draft.bracket
    if opening is None or draft.is_change:
        return None
    outer = draft.passage.bracket_of(opening)
    outside = [other for other in before.same if other.bracket == outer]
    if not outside:
        return _bracket_list(draft, before)
    if _inclusion(draft, draft.passage.before(draft)[-_OPENED:]) is not None and outside[-1].last == opening:
        return outside[-1] if _may_hold_or_same(outside[-1], draft) else None
    total = _of_unit(outside, draft) or outside[-1]
    inherits = "counted noun" not in draft.rules and draft.quantity.unit is None
    included = _inclusion(draft, _words_between(total, draft)) is not None and _may_hold_or_same(total, draft)
    touches = total.last == opening
    if (
        (touches and is_other_count(total.unit, draft.unit))
        or draft.unit in RELATIVE
        or _is_of_another_time(draft)
    ):
        return None
    if touches or included:
        return total if _may_hold_or_same(total, draft) else None
    return total if inherits and _fits(draft, total) else None


def _is_of_another_time(draft: Draft) -> bool:
    """«47 школ (в прошлом году – 40)»: the bracket compares."""
    opening = draft.bracket
    assert opening is not None
    inside = draft.passage.tokens[opening : draft.first]
    times = tuple(_content()["other_times"])
    return any(token.key.startswith(times) or _YEAR.fullmatch(token.key) for token in inside)


def is_other_count(unit: str | None, held: str | None) -> bool:
    """Whether a bracket counts other things than the figure before it counts.

    «1 960 семей (9 870 человек)» are the same people, «7 школ (1 450 мест)» what the schools hold.
    """
    if unit == held or unit is None or held not in _groups()["held"]:
        return False
    return not {unit, held} <= _people()


def are_counted_together(unit: str | None, other: str | None) -> bool:
    """Whether one thing is counted in both units: families and their people."""
    return {unit, other} <= set(_groups()["counted_together"])


def _bracket_list(draft: Draft, before: _Before) -> Draft | None:
    """«Тұрақты орындар ауылда (458), өнеркәсіпте (106) ...»: a sentence that only lists the parts."""
    passage = draft.passage
    if before.same:
        return before.same[-1].part_of if before.same[-1].bracket is not None else None
    if passage.folded.count("(") < 2 or draft.unit is None:
        return None
    named = set(re.findall(r"\w+", passage.folded[: draft.start - passage.sentence.start]))
    for other in reversed(before.all):
        if passage.index - other.passage.index > _REACH:
            return None
        own = set(re.findall(r"\w+", other.passage.after(other)[:_NEAR] + other.passage.folded))
        if other.unit == draft.unit and other.bracket is None and _shared_adjective(named, other, own):
            return other
    return None


def _shared_adjective(named: set[str], other: Draft, words: set[str]) -> bool:
    qualifiers = {word.lower() for word in other.qualifiers} or {
        token.key for token in other.passage.tokens[other.last : other.last + 1] if token.kind == "word"
    }
    return bool(named & qualifiers & (words | qualifiers))


def _behind(draft: Draft, before: _Before) -> Draft | None:
    """«обеспечила три тысячи семей, 90% из которых ...»."""
    pattern = _patterns(draft.passage.sentence.language).behind
    if (
        pattern is None
        or "из" not in draft.passage.keys
        or not (draft.unit in RELATIVE or "counted noun" not in draft.rules)
    ):
        return None
    if not pattern.match(draft.passage.after(draft)):
        return None
    return next((d for d in reversed(before.same) if d.unit not in RELATIVE), None)


def _out_of(draft: Draft, before: _Before) -> Draft | None:
    """«из 376 сел газифицировано 212», «из 90 квартир 40 – служебные, 50 – арендные»."""
    if draft.passage.sentence.language != "ru" or "из" not in draft.passage.keys:
        return None
    for total in reversed(before.same):
        is_counted = draft.unit is not None or bool(draft.noun)
        if is_counted and total.unit == draft.unit and _is_named_out_of(total):
            lists = "," not in _words_between(total, draft) or "counted noun" not in draft.rules
            return total if lists and _fits(draft, total) else None
    return None


def _is_named_out_of(total: Draft) -> bool:
    """«из 376 сел», «из предусмотренных к вводу в 2014 году 1064 проектов»."""
    tokens = total.passage.tokens
    for at in range(total.first - 1, max(-1, total.first - _PARTICIPLE), -1):
        if tokens[at].key == "из":
            following = tokens[at + 1]
            return (
                at == total.first - 1 or following.key in _ALL_OF or russian_word(following.text).participle
            )
        if tokens[at].kind == "sign" and tokens[at].text != ".":
            return False
    return False


def _listed(draft: Draft, before: _Before) -> Draft | None:
    """An item of a list that a colon opens: «Создано 500 мест: в торговле – 300, …», or line by line."""
    lead = draft.passage.lead
    if lead is not None:
        return _total_of_lead(draft, before.all, lead)
    if ":" not in draft.passage.keys:
        return None
    for total in reversed([d for d in before.same if d.bracket == draft.bracket]):
        tokens = draft.passage.tokens
        opens = any(t.text == ":" for t in tokens[total.last : min(total.last + _COLON, draft.first)])
        if opens:
            return total if total.unit == draft.unit and _fits(draft, total) else None
    return None


def _total_of_lead(draft: Draft, before: Sequence[Draft], lead: Passage) -> Draft | None:
    """The last figure of the same unit in the sentence that opens the list, or before «в том числе:»."""
    if draft.unit in RELATIVE or draft.bracket is not None:
        return None
    named = [d for d in before if d.passage is lead]
    if not named and _patterns(lead.sentence.language).inclusion.search(lead.folded):
        named = [d for d in before if d.passage is lead.previous]
    total = _of_unit(named, draft)
    return total if total is not None and _fits(draft, total) else None


def _included(draft: Draft, before: _Before) -> Draft | None:
    """A figure behind «из них», «оның ішінде» in the sentence, or in the next one where that begins it."""
    passage = draft.passage
    lead = passage.before(draft)
    cue = _inclusion(draft, lead)
    if cue is None or (draft.unit in RELATIVE and (draft.is_change or _is_degree(draft))):
        return None
    at = passage.token_at(passage.sentence.start + cue.start())
    level = passage.bracket_of(at)
    if level is not None and draft.bracket != level:
        return None
    near = len(lead) - cue.end() <= _NEAR
    told = [d for d in before.same if d.last <= at and d.bracket == level]
    if told:
        return _choose(told, draft, near)
    for back in range(1, _REACH + 1):
        earlier = [d for d in before.all if d.passage.index == passage.index - back and d.bracket is None]
        if earlier:
            return _choose(earlier, draft, near)
    return None


def _is_degree(draft: Draft) -> bool:
    """«Две из них готовы на 95%»: how far something is done, not how much of the whole it is."""
    return draft.first > 0 and draft.passage.tokens[draft.first - 1].key == "на"


def _inclusion(draft: Draft, lead: str) -> re.Match[str] | None:
    """The last word of inclusion in the text before the figure."""
    return _last_inclusion(draft.passage, lead)


def _last_inclusion(passage: Passage, lead: str) -> re.Match[str] | None:
    """The last word of inclusion in a piece of a sentence."""
    if not _may_include(passage):
        return None
    found = None
    pattern = _patterns(passage.sentence.language).inclusion
    for found in pattern.finditer(lead, max(0, len(lead) - _LEAD)):  # noqa: B007 - the last one is wanted
        pass
    return found


@lru_cache(maxsize=8)
def _may_include(passage: Passage) -> bool:
    """Whether the sentence has a piece of a word without which nothing includes."""
    return any(piece in passage.folded for piece in _patterns(passage.sentence.language).pieces_of_inclusion)


def speaks_of_a_part(draft: Draft) -> bool:
    """Whether a word of inclusion or of the rest stands before the figure in its sentence."""
    return _inclusion(draft, draft.passage.before(draft)) is not None or _is_remaining(draft)


def speaks_of_parts(passage: Passage) -> bool:
    """Whether the sentence says that parts follow: «Оның ішінде:»."""
    return _last_inclusion(passage, passage.folded) is not None


def _is_remaining(draft: Draft) -> bool:
    """Whether a word of the rest stands right before the figure, or before its dash: «остальные – 88»."""
    passage, at = draft.passage, draft.first - 1
    patterns = _patterns(passage.sentence.language)
    if at > 0 and passage.tokens[at].text in _DASHES:
        at -= 1
    if at < 0 or not passage.tokens[at].key.startswith(patterns.begin_rest):
        return False
    lead = passage.before(draft)
    return patterns.remainder.search(lead, max(0, len(lead) - _LEAD)) is not None


def _choose(totals: Sequence[Draft], draft: Draft, near: bool) -> Draft | None:
    """The total among the candidates: the last of the same unit, else of a unit that can hold the part.

    A change is none where a level stands: «512,4 млрд, с увеличением на 18,2 млрд. Из них ...».
    """
    totals = [d for d in totals if not d.is_change] or totals
    same = _of_unit(totals, draft)
    if same is not None and not _fits(draft, same):
        # «11 340 өтініш түсті, яғни күніне 31 өтініш. Олардың 4 102-сі ...»: of the one that can hold it
        same = _of_unit([d for d in totals if _fits(draft, d)], draft) or same
    if same is not None and (near or _fits(draft, same)):
        return same
    countable = [d for d in totals if _may_hold(d, draft)]
    if draft.unit in RELATIVE:
        return countable[-1] if countable else None
    people = [d for d in countable if {d.unit, draft.unit} <= _people()]
    if people and (near or _fits(draft, people[-1])):
        return people[-1]
    return countable[-1] if countable and near and _fits(draft, countable[-1]) else None


def _of_unit(totals: Sequence[Draft], draft: Draft) -> Draft | None:
    return next((d for d in reversed(totals) if d.unit == draft.unit and draft.unit not in RELATIVE), None)


def _may_hold_or_same(total: Draft, part: Draft) -> bool:
    return total.unit == part.unit or _may_hold(total, part)


def _may_hold(total: Draft, part: Draft) -> bool:
    if total.unit in RELATIVE:
        return False
    if part.unit in RELATIVE:
        return True
    return not is_measure(total.unit) and not is_measure(part.unit)


def _fits(part: Draft, total: Draft) -> bool:
    """Whether the part is not larger than the total."""
    if part.unit in RELATIVE:
        return part.quantity.value is None or part.quantity.value <= ALL
    if part.quantity.value is None or total.quantity.value is None:
        return False
    return part.quantity.value <= total.quantity.value


def _share_of_figure(draft: Draft, before: _Before) -> Draft | None:
    """«Планка – 32 тысячи, половина уже обеспечена»: a share that names no whole of its own."""
    if draft.unit != "share":
        return None
    wholes = [d for d in before.same if d.unit not in RELATIVE]
    tokens = draft.passage.tokens
    following = tokens[draft.last] if draft.last < len(tokens) else None
    names_whole = following is not None and following.kind == "word" and _is_whole(draft, following.text)
    return wholes[-1] if wholes and not names_whole else None


def _is_whole(draft: Draft, word: str) -> bool:
    """Whether the word after a share can be what it is a share of: «треть работников»."""
    return draft.passage.sentence.language == "kk" or russian_word(word).genitive


def _spent(draft: Draft, before: _Before) -> Draft | None:
    """«выделено 789 млн, освоено 57 млн»: what was spent is a part of what was given."""
    if not is_measure(draft.unit) or draft.unit in RELATIVE:
        return None
    passage = draft.passage
    alike = [d for d in before.same if d.bracket == draft.bracket and d.unit == draft.unit]
    if not alike or not _fits(draft, alike[-1]):
        return None
    pattern = _patterns(passage.sentence.language).spent
    shift = passage.sentence.start
    between = passage.folded[before.same[-1].end - shift : draft.start - shift]
    return alike[-1] if pattern.search(between) else None


_RULES = (
    (_alternative, "alternative"),
    (_genitive, "part of the genitive before"),
    (_possessed, "some of the genitive before"),
    (_remainder, "rest of the total"),
    (_behind, "share of the figure before"),
    (_bracketed, "in brackets after the total"),
    (_out_of, "part of what «из» names"),
    (_included, "part by inclusion"),
    (_listed, "item of a list"),
    (_share_of_figure, "share of the figure before"),
    (_spent, "spent of what was given"),
    (_some_of, "some of the figure before"),
)
_RULES_OF_THE_FIRST = tuple(
    row for row in _RULES if row[0] in (_possessed, _remainder, _bracketed, _included, _listed)
)
"""Those that can find a total for the first figure of a sentence: outside it, or in what opens its list."""


def _complete_totals(drafts: Sequence[Draft]) -> None:
    """Figures that complete a total to the last digit belong to it too."""
    parts: list[tuple[int, Draft, Draft]] = []
    for place, draft in enumerate(drafts):
        if draft.part_of is None and parts and _is_plain(draft):
            for number, part, total in reversed(parts):
                if number < place - _COMPLETES or draft.passage.index - part.passage.index > _REMAINDER_REACH:
                    break
                if _adds_up(total, part, draft):
                    draft.part_of = total
                    draft.rules.append("completes the total")
                    break
        if draft.part_of is not None:
            parts.append((place, draft, draft.part_of))
    for (first, second), total in zip(pairwise(drafts[1:]), drafts, strict=False):
        inside = total.passage is first.passage is second.passage
        if not inside or first.part_of is not None or second.part_of is not None:
            continue
        if _adds_up(total, first, second) and _is_no_chance(total, first):
            first.part_of = second.part_of = total
            first.rules.append("adds up to the total")
            second.rules.append("adds up to the total")


def _is_no_chance(total: Draft, first: Draft) -> bool:
    """Whether what adds up is a total: the text says so, or it counts things to three digits and more.

    «Доход 12 млн, расход 11 млн, прибыль 1 млн» adds up too, and «12 мектеп, 5, 7 мектеп» by chance.
    """
    keys = {token.key for token in total.passage.tokens[: first.first]}
    if any(key.startswith(tuple(_content()["totals"])) for key in keys):
        return True
    value = total.quantity.value
    assert value is not None
    return not is_measure(total.unit) and len(str(int(value)).rstrip("0")) > _CHANCE


def _is_plain(draft: Draft) -> bool:
    return draft.bracket is None and draft.unit not in RELATIVE and draft.relation is None


def _adds_up(total: Draft, part: Draft, other: Draft) -> bool:
    if total is other or not total.unit == part.unit == other.unit or total.unit in RELATIVE:
        return False
    values = (total.quantity.value, part.quantity.value, other.quantity.value)
    whole, one, two = values
    if whole is None or one is None or two is None:
        return False
    return whole == one + two and min(one, two) > 0 and whole >= LEAST_SUM
