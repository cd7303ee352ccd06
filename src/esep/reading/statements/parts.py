"""Which figure is a part of which: «из них», «соның ішінде», brackets after a total, lists, remainders."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from esep.language import analyses, is_measure, match_unit
from esep.reading.grammar.kazakh_endings import GENITIVES
from esep.reading.grammar.morphology import russian_word
from esep.reading.sentences.passage import Draft, Passage
from esep.reading.statements.bracketed_parts import bracketed
from esep.reading.statements.part_sizes import RELATIVE, are_people, fits, may_hold, of_unit
from esep.reading.statements.part_sums import complete_totals
from esep.reading.statements.part_words import (
    Before,
    inclusion,
    is_remaining,
    names_index,
    patterns,
    words_between,
)
from esep.reading.statements.per_units import is_for_one
from esep.reading.statements.period_clauses import has_verb, last_mark

_REACH = 2
"""Sentences between «Из них ...» and its total."""
_TOTALS = 80
"""Figures before a part among which its total is sought."""
_PARTICIPLE = 9
"""Tokens from «из» to the number, with a participle and what belongs to it between."""
_OWNED = 2
"""Words between «46 шақырым» and «29-ы»."""
_WHEN = frozenset(["биыл", "былтыр", "қазір", "бүгінде", "бүгін"])
"""Beside the owner and its part: «16 мектептің биыл 12-сін»."""
_OWNER = 3
"""Tokens before «санының 2521-і» in which the owner is named."""
_COLON = 5
"""Tokens behind a total in which a colon opens the list of its parts."""
_ALL_OF = frozenset(["общего", "общей", "всех"])
"""«из общего числа 12 500 занятых»."""
_NAME = 2
"""Tokens before a percentage in which an index is named, with a dash."""
_POINTING = frozenset(["оның", "соның", "олардың", "солардың", "бұлардың", "осының", "мұның"])
_STEM = 4
"""Letters by which the forms of a noun are alike."""
_NEAR = 25
"""Characters between «оның» and the number for it to speak of a part of anything countable."""


def find_parts(drafts: Sequence[Draft]) -> None:
    """Point each figure at the total that the text makes it a part of."""
    for place, draft in enumerate(drafts):
        if is_for_one(draft.unit):
            continue
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
    complete_totals(drafts)


def _is_out_of_the_next(part: Draft, total: Draft) -> bool:
    """«19 из 46 сёл», «14 школ из запланированных 16»."""
    if part.passage is not total.passage or part.unit != total.unit or not 0 < total.first - part.last <= 2:
        return False
    return part.passage.tokens[part.last].key == "из" and _is_named_out_of(total) and fits(part, total)


def _before(draft: Draft, drafts: Sequence[Draft]) -> Before:
    first = len(drafts)
    while first and drafts[first - 1].passage is draft.passage:  # those of one sentence stand together
        first -= 1
    return Before(drafts, drafts[first:])


def _alternative(draft: Draft, before: Before) -> Draft | None:
    """«1593 немесе 59,3%»: the same thing in another measure."""
    pattern, last = patterns(draft.passage.sentence.language).alternative, before.same[-1]
    if not pattern.fullmatch(words_between(last, draft)):
        return None
    if draft.unit in RELATIVE and len(before.same) > 1 and _is_out_of_the_next(before.same[-2], last):
        return before.same[-2]  # «14 школ из 16, или 88%»: the share is of the 14
    return last


def _genitive(draft: Draft, before: Before) -> Draft | None:
    """«395 мыңының 151 мыңында», «46 шақырым жолдың 29-ы»: what stands before carries the genitive."""
    if draft.passage.sentence.language != "kk":
        return None
    owner, tokens = before.same[-1], draft.passage.tokens
    between = tokens[owner.last : draft.first]
    if between and between[-1].key in _WHEN:
        between = between[:-1]
    if len(between) > _OWNED or any(token.kind != "word" for token in between):
        return None
    genitive = owner.case in ("genitive", "ablative") if not between else between[-1].key.endswith(GENITIVES)
    is_part = draft.quantity.possessive or draft.unit == "share"
    alike = draft.unit in RELATIVE or draft.unit == owner.unit or not is_measure(owner.unit)
    # «120 кәсіпкердің 135-і» is told as a part though it cannot be one: the text errs
    is_told = draft.unit == owner.unit and "noun of the figure before" in draft.rules and not between
    return owner if genitive and is_part and alike and (fits(draft, owner) or is_told) else None


def _some_of(draft: Draft, before: Before) -> Draft | None:
    """«11 түлек емтихан тапсырып, тоғызы грантқа түсті»: a Kazakh number that owns the figure before it.

    «842 ауылдың 791-і қосылған, 26-сы қосылмаған», «оның 94-і – балабақша, 3-еуі – мектеп»: parts side by
    side have one total.
    """
    if draft.passage.sentence.language != "kk" or not draft.quantity.possessive:
        return None
    near = before.same[-1]
    is_told = _is_before_dash(draft) and _is_before_dash(near)
    if is_told and near.part_of is not None and near.quantity.possessive:
        return near.part_of if draft.bracket == near.bracket and fits(draft, near.part_of) else None
    inherits = "noun of the figure before" in draft.rules and near.unit == draft.unit
    if inherits and near.part_of is not None and near.quantity.possessive and near.unit == near.part_of.unit:
        near = near.part_of
    return near if inherits and draft.bracket == near.bracket and fits(draft, near) else None


def _is_before_dash(draft: Draft) -> bool:
    tokens = draft.passage.tokens
    return draft.last < len(tokens) and tokens[draft.last].text in "–—-"


def _possessed(draft: Draft, before: Before) -> Draft | None:
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
        if other.bracket is None and other.unit == draft.unit in named and fits(draft, other):
            return other
    return None


def _remainder(draft: Draft, before: Before) -> Draft | None:
    """«қалған 88 мәселе»: the rest of the total of the figure before."""
    if not before.all or not is_remaining(draft):
        return None
    sibling = before.all[-1]
    return sibling.part_of if draft.passage.index - sibling.passage.index <= 1 else None


def _behind(draft: Draft, before: Before) -> Draft | None:
    """«обеспечила три тысячи семей, 90% из которых ...»."""
    pattern = patterns(draft.passage.sentence.language).behind
    if (
        pattern is None
        or "из" not in draft.passage.keys
        or not (draft.unit in RELATIVE or "counted noun" not in draft.rules)
    ):
        return None
    if not pattern.match(draft.passage.after(draft)):
        return None
    return next((d for d in reversed(before.same) if d.unit not in RELATIVE), None)


def _out_of(draft: Draft, before: Before) -> Draft | None:
    """«из 376 сел газифицировано 212», «из 90 квартир 40 – служебные, 50 – арендные»."""
    if draft.passage.sentence.language != "ru" or "из" not in draft.passage.keys:
        return None
    for total in reversed(before.same):
        if inclusion(draft, words_between(total, draft)) is not None:
            return None  # «из 62 сёл 54 с водой, из них 41 ...»: the second speaks of 54
        is_counted = draft.unit is not None or bool(draft.noun)
        if is_counted and total.unit == draft.unit and _is_named_out_of(total):
            lists = "," not in words_between(total, draft) or "counted noun" not in draft.rules
            return total if lists and fits(draft, total) else None
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


def _listed(draft: Draft, before: Before) -> Draft | None:
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
            return total if total.unit == draft.unit and fits(draft, total) else None
    return None


def _total_of_lead(draft: Draft, before: Sequence[Draft], lead: Passage) -> Draft | None:
    """The last figure of the same unit in the sentence that opens the list, or before «в том числе:»."""
    if draft.unit in RELATIVE or draft.bracket is not None:
        return None
    named = [d for d in before if d.passage is lead]
    if not named and patterns(lead.sentence.language).inclusion.search(lead.folded):
        named = [d for d in before if d.passage is lead.previous]
    total = of_unit(named, draft)
    return total if total is not None and fits(draft, total) else None


def _included(draft: Draft, before: Before) -> Draft | None:
    """A figure behind «из них», «оның ішінде» in the sentence, or in the next one where that begins it."""
    passage = draft.passage
    lead = passage.before(draft)
    cue = inclusion(draft, lead)
    if cue is None or (draft.unit in RELATIVE and (draft.is_change or _is_degree(draft))):
        return None
    at = passage.token_at(passage.sentence.start + cue.start())
    level = passage.bracket_of(at)
    if level is not None and draft.bracket != level:
        return None
    if draft.unit in RELATIVE and _tells_of_the_figure_before(draft, before, at):
        return None
    if _is_told_apart(draft, before, at):
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


def _tells_of_the_figure_before(draft: Draft, before: Before, inclusion_at: int) -> bool:
    """«из них 41 централизованно (66%)», «из них в торговле 51 млрд, ИФО – 109%»: no share of all."""
    if draft.first - 1 == draft.bracket and before.same and before.same[-1].last > inclusion_at:
        return True
    return names_index(draft.passage.tokens[max(0, draft.first - _NAME) : draft.first])


def _is_told_apart(draft: Draft, before: Before, inclusion_at: int) -> bool:
    """«…, в том числе населения 287 млн; подано исков на 63 млн», «из них 48 – на пожары, выехало 36 бригад».

    Behind a semicolon a verb begins anew where the list has none; and what the verb of a new clause counts is
    none of another thing, neither having a unit.
    """
    parts = [one for one in before.same if one.first > inclusion_at]
    if not parts:
        return False
    passage = draft.passage
    clause = last_mark(passage, draft.first, ";")
    if clause > inclusion_at and passage.sentence.language == "ru":  # the last Kazakh verb is that of all
        opening = next((one.first for one in parts if one.first >= clause), draft.first)
        if has_verb(passage, clause, opening) and not has_verb(passage, inclusion_at, parts[0].first):
            return True
    start = last_mark(passage, draft.first, ",")
    if start <= parts[-1].last or not has_verb(passage, start, draft.first):
        return False
    total = next((one for one in reversed(before.same) if one.last <= inclusion_at), draft)
    is_bare = total.unit is None and draft.unit is None and "counted noun" in draft.rules
    return is_bare and total.noun != draft.noun


def _is_degree(draft: Draft) -> bool:
    """«Две из них готовы на 95%»: how far something is done, not how much of the whole it is."""
    return draft.first > 0 and draft.passage.tokens[draft.first - 1].key == "на"


def _choose(totals: Sequence[Draft], draft: Draft, near: bool) -> Draft | None:
    """The total among the candidates: the last of the same unit, else of a unit that can hold the part.

    A change is none where a level stands: «512,4 млрд, с увеличением на 18,2 млрд. Из них ...».
    """
    totals = [d for d in totals if not d.is_change] or totals
    same = of_unit(totals, draft)
    if same is not None and not fits(draft, same):
        # «11 340 өтініш түсті, яғни күніне 31 өтініш. Олардың 4 102-сі ...»: of the one that can hold it
        same = of_unit([d for d in totals if fits(draft, d)], draft) or same
    if same is not None and (near or fits(draft, same)):
        return same
    countable = [d for d in totals if may_hold(d, draft)]
    if draft.unit in RELATIVE:
        return countable[-1] if countable else None
    people = [d for d in countable if are_people(d.unit, draft.unit)]
    if people and (near or fits(draft, people[-1])):
        return people[-1]
    return countable[-1] if countable and near and fits(draft, countable[-1]) else None


def _share_of_figure(draft: Draft, before: Before) -> Draft | None:
    """«Планка – 32 тысячи, половина уже обеспечена»: a share that names no whole of its own."""
    if draft.unit != "share":
        return None
    wholes = [d for d in before.same if d.unit not in RELATIVE]
    tokens = draft.passage.tokens
    following = tokens[draft.last] if draft.last < len(tokens) else None
    names_whole = following is not None and following.kind == "word" and _is_whole(draft, following.text)
    names_whole = names_whole or _is_of_another(draft, before)
    return wholes[-1] if wholes and not names_whole else None


def _is_of_another(draft: Draft, before: Before) -> bool:
    """«96 мың гектар егілді, бұл жоспардың бестен бірі»: a whole in the genitive before the share."""
    if draft.passage.sentence.language != "kk" or not draft.first:
        return False
    owner = draft.passage.tokens[draft.first - 1]
    if owner.kind != "word" or not owner.key.endswith(GENITIVES) or owner.key in _POINTING:
        return False
    return not any(d.noun and owner.key.startswith(d.noun[:_STEM].lower()) for d in before.same)


def _is_whole(draft: Draft, word: str) -> bool:
    """Whether the word after a share can be what it is a share of: «треть работников»."""
    return draft.passage.sentence.language == "kk" or russian_word(word).genitive


def _spent(draft: Draft, before: Before) -> Draft | None:
    """«выделено 789 млн, освоено 57 млн»: what was spent is a part of what was given."""
    if not is_measure(draft.unit) or draft.unit in RELATIVE:
        return None
    passage = draft.passage
    alike = [d for d in before.same if d.bracket == draft.bracket and d.unit == draft.unit]
    if not alike or draft.is_change or not fits(draft, alike[-1]):
        return None
    pattern = patterns(passage.sentence.language).spent
    shift = passage.sentence.start
    between = passage.folded[before.same[-1].end - shift : draft.start - shift]
    return alike[-1] if pattern.search(between) else None


_RULES = (
    (_alternative, "alternative"),
    (_genitive, "part of the genitive before"),
    (_possessed, "some of the genitive before"),
    (_remainder, "rest of the total"),
    (_behind, "share of the figure before"),
    (bracketed, "in brackets after the total"),
    (_out_of, "part of what «из» names"),
    (_included, "part by inclusion"),
    (_listed, "item of a list"),
    (_share_of_figure, "share of the figure before"),
    (_spent, "spent of what was given"),
    (_some_of, "some of the figure before"),
)
_RULES_OF_THE_FIRST = tuple(
    row for row in _RULES if row[0] in (_possessed, _remainder, bracketed, _included, _listed)
)
"""Those that can find a total for the first figure of a sentence: outside it, or in what opens its list."""
