"""Units that a figure takes from its neighbours: lists, brackets, elliptic clauses, the subject before it."""

from __future__ import annotations

from collections.abc import Sequence

from esep.language import UnitMatch, is_measure
from esep.reading.grammar.counted_words import noun_unit
from esep.reading.sentences.passage import DASHES, Draft
from esep.reading.statements.bare_numbers import is_one_clause, is_spent, is_sum_of_money
from esep.reading.statements.figures_before import (
    figure_before,
    is_lead_item,
    is_possessed_part,
    lead_total,
    named_total,
)
from esep.reading.statements.headless import is_headless
from esep.reading.statements.part_sizes import RELATIVE
from esep.reading.statements.part_words import speaks_of_a_part
from esep.reading.statements.rows import LARGEST_PERCENTAGE, is_in_millions, is_item, share_rows
from esep.reading.statements.subjects import heading_of, owner_of, subject_of
from esep.reading.statements.unit_words import unit_words

_WAGE_GAP = 4
"""Tokens between a wage and the level that it reached."""
_OF_IT = frozenset(["оның", "соның", "олардың", "мұның"])
_GIVEN = frozenset(["loan", "grant"])
_GIVEN_NOUNS = frozenset(["субсидия", "субвенция", "трансферт"])


def inherit_units(drafts: Sequence[Draft]) -> list[Draft]:
    """The figures that count something, each with its unit where the text lets it be known.

    A figure without a noun takes it from the noun shared on its right («77,6 мың жаңа, соның ішінде 36,9 мың
    тұрақты жұмыс орны»), from the subject before it in its clause («количество домов составляет 9 627»), or
    from the figure before it. A bare number with none of these is no figure.
    """
    share_rows(drafts)
    kept: list[Draft] = []
    for place, draft in enumerate(drafts):
        following = drafts[place + 1] if place + 1 < len(drafts) else None
        if draft.unit is None and not draft.noun:
            _inherit(draft, kept, following)
            if draft.unit == "place" and "noun of the subject" in draft.rules:
                _place_or_job(draft, kept)
        elif draft.unit == "place":
            _place_or_job(draft, kept)
        elif _is_money_untold(draft):
            draft.unit, draft.noun, draft.qualifiers = "KZT", "", ()
        elif draft.unit == "KZT" and kept and _goes_on_with_wage(draft, kept[-1]):
            draft.unit = kept[-1].unit
        elif "noun after a dash" in draft.rules:
            _take_total(draft, kept)
        if draft.unit is not None or draft.noun or draft.quantity.flags or is_headless(draft, kept):
            kept.append(draft)
    return kept


def _goes_on_with_wage(draft: Draft, last: Draft) -> bool:
    """«зарплата выросла на 15 тыс. тенге и составила 180 тыс. тенге»: both are of a month."""
    if draft.passage is not last.passage or last.unit not in ("KZT/month", "KZT/year"):
        return False
    between = draft.passage.tokens[last.last : draft.first]
    return len(between) <= _WAGE_GAP and any(t.key in unit_words().level_verbs for t in between)


def _is_money_untold(draft: Draft) -> bool:
    """«40 млн несие», «544 млн субсидия», «2,8 млрд – кредит»: the noun tells not what the millions are."""
    if not is_in_millions(draft) or draft.quantity.unit not in (None, *_GIVEN):
        return False
    behind_dash = "noun after a dash" in draft.rules
    return (
        draft.unit in _GIVEN
        or draft.noun in _GIVEN_NOUNS
        or (behind_dash and draft.unit not in unit_words().by_the_million)
    )


def _take_total(draft: Draft, before: Sequence[Draft]) -> None:
    """«Из 5846 квартир 176 — служебное жилье, 2737 — жилые дома»: parts are counted as their total is."""
    total = named_total(draft, before)
    if total is None and draft.quantity.possessive:
        near = figure_before(draft, before)
        total = near if near is not None and is_possessed_part(draft, near) else None
    total = total or _measured_before(draft, before)
    if total is not None and total.unit not in (None, draft.unit):
        draft.unit, draft.noun, draft.qualifiers = total.unit, total.noun, ()
        draft.rules.append("noun of the total")


def _measured_before(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """«214 км – республикалық, 373 – жергілікті жол»: both are measured, each named behind a dash."""
    last = before[-1] if before else None
    if (
        last is None
        or last.passage is not draft.passage
        or not is_measure(last.unit)
        or last.unit in RELATIVE
    ):
        return None
    tokens = draft.passage.tokens
    between = tokens[last.last : draft.first]
    signs = [token.text for token in between if token.kind == "sign"]
    is_bare = draft.after_number == draft.number + 1
    return last if is_bare and between and between[0].text in DASHES and signs[1:] == [","] else None


def _inherit(draft: Draft, before: Sequence[Draft], following: Draft | None) -> None:
    if _shares_right(draft, following) or _goes_to(draft, following):
        assert following is not None
        draft.unit, draft.noun = following.unit, following.noun
        draft.rules.append("noun shared on the right")
        return
    if before and _ends_change(draft, before[-1]):
        draft.unit, draft.noun = before[-1].unit, before[-1].noun
        draft.rules.append("noun of the figure before")
        return
    whole = _whole_told_again(draft, before)
    if whole is not None:
        draft.unit, draft.noun = whole.unit, whole.noun
        draft.rules.append("noun of the figure before")
        return
    if (is_in_millions(draft) and (is_spent(draft) or is_sum_of_money(draft, before))) or _takes_owner(
        draft, before
    ):
        return
    subject = subject_of(draft)
    total = lead_total(draft, before) or named_total(draft, before) or figure_before(draft, before)
    if total is not None and (is_lead_item(draft, total) or is_possessed_part(draft, total)):
        subject = None
    if total is not None and total is named_total(draft, before) and is_one_clause(total, draft):
        subject = None
    if subject is not None and total is not None and _is_of_deed(draft, subject.last):
        subject = None
    if _is_some_of_them(draft):
        subject = None
    if (
        subject is not None
        and total is not None
        and ((is_item(draft) and speaks_of_a_part(draft)) or _goes_on_with(total, before))
    ):
        subject = subject if not _are_alike(total.unit, subject.code) else None
    subject, total = _that_fit_the_number(draft, subject, total, following)
    named_in = draft.passage
    heading = heading_of(draft) if subject is None else None
    if heading is not None:
        total = None
        subject, named_in = heading
    percent = _percent_of_list(draft, before)
    if percent is not None:
        draft.unit = "percent"
        draft.rules.append("percent of the list")
    elif subject is not None:
        words = named_in.tokens[subject.first : subject.last]
        draft.unit, draft.noun = subject.code, " ".join(token.text for token in words)
        draft.rules.append("noun of the subject")
    elif total is not None:
        draft.unit, draft.noun = total.unit, total.noun
        draft.rules.append("noun of the figure before")


def _is_some_of_them(draft: Draft) -> bool:
    """«больше 100 школ, решили вопрос по 70 из них»: some of those that were counted before."""
    behind = [token.key for token in draft.passage.tokens[draft.last : draft.last + 2]]
    return behind in (["из", "них"], ["из", "которых"])


def _that_fit_the_number(
    draft: Draft, subject: UnitMatch | None, total: Draft | None, following: Draft | None
) -> tuple[UnitMatch | None, Draft | None]:
    """What names the number, without what is not counted in millions, or not in fractions."""
    if subject is not None and is_in_millions(draft) and subject.code not in unit_words().by_the_million:
        subject = total = None
    if total is not None and is_in_millions(draft) and total.unit not in unit_words().by_the_million:
        total = None
    if _is_fraction(draft) and not _is_before_multiplier(draft, following):
        total = total if total is None or is_measure(total.unit) or total.unit in RELATIVE else None
        subject = subject if subject is None or is_measure(subject.code) else None
    return subject, total


def _is_fraction(draft: Draft) -> bool:
    """«308,7» without a multiplier: no count of people or things goes on with it.

    «с 14,5 до 9,2 тысячи» shares the multiplier of its end.
    """
    value, tokens = draft.quantity.value, draft.passage.tokens
    begins = draft.case == "ablative" or (draft.last < len(tokens) and tokens[draft.last].key == "до")
    return value is not None and value != value.to_integral_value() and not begins


def _is_of_deed(draft: Draft, at: int) -> bool:
    """«Оның ішінде: машина жасау – 5»: a deed with what it is done to is a branch, and counts no machines."""
    tokens = draft.passage.tokens
    if not is_item(draft) or at != draft.first - 2 or not speaks_of_a_part(draft):
        return False
    return draft.passage.sentence.language == "kk" and tokens[at].key.endswith(("у", "ю"))


def _takes_owner(draft: Draft, before: Sequence[Draft]) -> bool:
    """Take what the figure belongs to for what it counts; whether there is such a noun."""
    owner = owner_of(draft, before)
    if owner is None:
        return False
    draft.unit, draft.noun = noun_unit(owner.key, "kk"), owner.text
    draft.rules.append("noun of the subject")
    return True


def _whole_told_again(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """«370 млн ағаш, оның 270 млн-ы отырғызылды»: as many millions of what was told right before."""
    if not draft.quantity.possessive or not before or not is_in_millions(draft) or not draft.first:
        return None
    last, pointing = before[-1], draft.passage.tokens[draft.first - 1].key
    is_told = last.passage is draft.passage and is_in_millions(last) and last.unit not in RELATIVE
    return last if is_told and pointing in _OF_IT else None


def _is_before_multiplier(draft: Draft, following: Draft | None) -> bool:
    """«с 14,5 до 9,2 тысячи»: the thousands behind the next number can be meant of this one too."""
    if following is None or following.passage is not draft.passage:
        return False
    return following.after_number > following.number + 1


def _ends_change(draft: Draft, start: Draft) -> bool:
    """«71 пайыздан 66-ға төмендеді»: the level that follows right behind the one it is measured from."""
    is_behind = start.passage is draft.passage and start.last == draft.first and start.unit is not None
    return is_behind and start.case == "ablative" and draft.case == "dative"


def _goes_on_with(total: Draft, before: Sequence[Draft]) -> bool:
    """Whether the figure before was counted as this total is."""
    return before[-1].passage is total.passage and "noun of the total" in before[-1].rules


def _are_alike(one: str | None, other: str | None) -> bool:
    """Whether both are people, or both are bodies and buildings: then a part is counted as its total is."""
    return any({one, other} <= group for group in unit_words().alike)


def _percent_of_list(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """«өнеркәсіпте 105 пайызды, құрылыста — 107,3»: a number with a fraction in a list of percents."""
    if not before or not is_item(draft) or before[-1].passage is not draft.passage:
        return None
    value = draft.quantity.value
    has_fraction = value is not None and value != value.to_integral_value()
    is_bare = draft.after_number == draft.number + 1
    is_share = before[-1].unit == "percent" and (value or 0) <= LARGEST_PERCENTAGE
    return before[-1] if is_share and has_fraction and is_bare else None


def _shares_right(draft: Draft, following: Draft | None) -> bool:
    """A bare adjective behind the number, then a comma, then a figure with a noun."""
    if following is None or following.passage is not draft.passage or following.unit in RELATIVE:
        return False
    tokens = draft.passage.tokens[draft.last : following.first]
    signs = [token.text for token in tokens if token.kind == "sign"]
    words = [token for token in tokens if token.kind == "word"]
    return (
        draft.passage.sentence.language == "kk"
        and bool(following.unit)
        and draft.last < len(draft.passage.tokens)
        and signs == [","]
        and bool(draft.qualifiers)
        and len(words) <= 4
    )


def _goes_to(draft: Draft, following: Draft | None) -> bool:
    """«с 18 до 27 тысяч предпринимателей», «9 из 10 опрошенных»: one noun for both numbers."""
    if following is None or following.passage is not draft.passage or not (following.unit or following.noun):
        return False
    if draft.quantity.possessive and is_measure(following.unit):
        return False  # «солардың 412-сі 400 АЕК алды»: some of them, not of the measure
    shift = draft.passage.sentence.start
    between = draft.passage.folded[draft.end - shift : following.quantity.number_start - shift]
    return not between.strip() or between.strip() in unit_words().between_two_numbers


def _place_or_job(draft: Draft, before: Sequence[Draft]) -> None:
    """«18 648 орын» after jobs were spoken of, and «140 бос орын», count jobs, not seats."""
    if any(word.lower().startswith(unit_words().vacant) for word in draft.qualifiers):
        draft.unit = "job"
        return
    tokens = draft.passage.tokens
    is_size = draft.noun.lower().startswith(("орындық", "төсек")) or (
        draft.first > 0 and tokens[draft.first - 1].key == "на"
    )
    if is_size:
        return
    for other in reversed(before):
        if draft.passage.index - other.passage.index > 1 or other.unit == "place":
            return
        if other.unit == "job":
            draft.unit = "job"
            return
