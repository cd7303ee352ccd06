"""Numbers that must be figures though nothing says what they count."""

from __future__ import annotations

from collections.abc import Sequence

from esep.language import Token, is_measure
from esep.reading.grammar.counted_words import noun_unit
from esep.reading.grammar.kazakh_phrases import is_possessed, may_be_counted
from esep.reading.grammar.morphology import russian_word
from esep.reading.grammar.russian_phrases import is_genitive_plural, is_plural_noun, names_person
from esep.reading.sentences.passage import Draft
from esep.reading.statements.bare_numbers import is_place_of
from esep.reading.statements.drafts import PIECES
from esep.reading.statements.levels import LEVEL, begins_step, ends_step
from esep.reading.statements.part_sizes import ALL, RELATIVE
from esep.reading.statements.part_words import speaks_of_a_part
from esep.reading.statements.plan_and_fact import told_as
from esep.reading.statements.rows import is_in_millions, is_item
from esep.reading.statements.subjects import NAME_REACH, clause_start
from esep.reading.statements.unit_words import unit_words

_ITEM = 3
"""Tokens between two items: a comma, a noun and a dash."""
HEADLESS = "number without a head"
"""The rule that keeps a number of which the text does not say what it counts."""
_OPENING_SIGNS = frozenset("–—-:.")
_BEFORE_BRACKETS = frozenset("(%")
"""«Число преступлений снизилось на 14% (с 1 204 до 1 035)»: signs between a subject and its levels."""
_COUNTED_DEEDS = ("ғаны", "гені", "қаны", "кені")


def is_headless(draft: Draft, before: Sequence[Draft]) -> bool:
    """A number that must be a figure though nothing says of what: it has a multiplier, or its noun is cut."""
    if is_in_millions(draft) and _is_behind_price(draft, before):
        draft.unit = "KZT"
        draft.rules.append("currency of the price before")
        return True
    tokens = draft.passage.tokens
    number = tokens[draft.number]
    has_fraction = number.kind == "number" and "," in number.text
    has_multiplier = draft.quantity.form == "digits" and draft.after_number > draft.number + 1
    has_multiplier = has_multiplier or has_fraction or is_in_millions(draft)
    is_level = _is_level(tokens, draft) or _is_counted_by_name(draft) or _is_part_of_headless(draft)
    is_level = is_level or _is_of_named_subject(draft, before) or _goes_on_headless(draft, before)
    is_level = is_level or _is_of_opening_noun(draft) or _is_compared(draft) or LEVEL in draft.rules
    is_level = is_level or begins_step(draft)
    is_level = is_level or PIECES in draft.rules or told_as(draft) is not None or _counts_unknown(draft)
    following = tokens[draft.last : draft.last + 2]
    is_cut = len(following) == 2 and following[0].kind == "word" and following[1].text == "…"
    if has_multiplier or is_cut or is_level:
        draft.rules.append(HEADLESS)
        if before and before[-1].passage is draft.passage and _is_level_of_percents(draft, before[-1]):
            draft.unit = "percent"
        if is_in_millions(draft):
            draft.unit = "KZT"
    return has_multiplier or is_cut or is_level


def _is_behind_price(draft: Draft, before: Sequence[Draft]) -> bool:
    """«Кубометр стоит 235 тенге, бюджет покрыл 4,1 млрд»: the currency was told with the price."""
    return bool(before) and before[-1].passage is draft.passage and (before[-1].unit or "").startswith("KZT/")


def _counts_unknown(draft: Draft) -> bool:
    """«36 рұқсатсыз үйінді», «2 салалық және», «жарақат алғаны – 389»: a Kazakh number of something.

    Behind it stands a noun that the lists lack; or before its dash a participle says what was counted.
    """
    passage = draft.passage
    if passage.sentence.language != "kk" or draft.quantity.form != "digits":
        return False
    tokens = passage.tokens
    if draft.qualifiers:
        return True
    if draft.last < len(tokens) and (tokens[draft.last].kind == "word" or draft.last in passage.named_tokens):
        word = tokens[draft.last]
        is_own = (
            word.start > tokens[draft.last - 1].end
            and "\n"
            not in passage.folded[
                tokens[draft.last - 1].end - passage.sentence.start : word.start - passage.sentence.start
            ]
        )
        if is_own and may_be_counted(word.key):
            # «66-ға төмендеді»: behind a number with an ending of its own stands no noun of it
            draft.noun = "" if draft.quantity.case is not None else word.text
            return True
    return is_item(draft) and draft.first > 1 and tokens[draft.first - 2].key.endswith(_COUNTED_DEEDS)


def _is_level_of_percents(draft: Draft, last: Draft) -> bool:
    """«доля достигла 92%, в прошлом году было 81», «23 процента, снизить их до 15»."""
    tokens = draft.passage.tokens
    value = draft.quantity.value
    is_told = LEVEL in draft.rules or tokens[draft.first - 1].key in unit_words().level_verbs
    is_told = is_told and not ends_step(draft)  # «на 18%, со 120 до 98»
    return last.unit == "percent" and is_told and value is not None and value <= ALL and not draft.noun


def _goes_on_headless(draft: Draft, before: Sequence[Draft]) -> bool:
    """«составил в 2016 году — 71 637, в 2017 году — 81 623»: one more of a row of numbers without a head."""
    if not before or not is_item(draft) or draft.quantity.form != "digits":
        return False
    return before[-1].passage is draft.passage and HEADLESS in before[-1].rules


def _goes_on_with_item(draft: Draft, last: Draft, subject: str) -> bool:
    """«мясо составило 19 610 центнеров, молоко – 36 547»: another thing behind a comma, told the same way."""
    tokens = draft.passage.tokens
    is_next = last.passage is draft.passage and is_measure(last.unit) and last.unit not in RELATIVE
    between = tokens[last.last : draft.first]
    return is_next and len(between) == _ITEM and between[0].text == "," and russian_word(subject).noun


def _is_of_named_subject(draft: Draft, before: Sequence[Draft]) -> bool:
    """«Ұстаздар саны – 12 350», «рыбзаводов – 11»: what is counted stands before the dash."""
    tokens, at = draft.passage.tokens, draft.first - 1
    if draft.quantity.form != "digits" or not is_item(draft) or tokens[at - 1].kind != "word":
        return False
    subject = tokens[at - 1]
    if tokens[at].start == subject.end or (subject.text[0].isupper() and at > 1):
        return False
    if draft.passage.sentence.language == "kk":
        is_named = is_possessed(subject.key) and not is_place_of(subject.key)
        is_named = is_named and subject.key not in unit_words().not_counted
    else:
        is_named = is_plural_noun(subject.key)
        is_named = is_named or (bool(before) and _goes_on_with_item(draft, before[-1], subject.text))
    if is_named:
        draft.noun = draft.noun or subject.text
    return is_named


def _is_of_opening_noun(draft: Draft) -> bool:
    """«Очередников 11 460», «Безбилетников за квартал выявили 1 870»: a genitive plural opens the clause."""
    tokens, passage = draft.passage.tokens, draft.passage
    first = clause_start(passage, draft)
    if passage.sentence.language != "ru" or draft.quantity.form != "digits" or first >= draft.first:
        return False
    is_last = draft.last >= len(tokens) or tokens[draft.last].kind == "sign"
    noun = tokens[first]
    if not is_last or noun.kind != "word" or not is_genitive_plural(noun.text):
        return False
    draft.noun = noun.text
    draft.unit = noun_unit(noun.key, "ru") or ("person" if names_person(noun.text) else None)
    return True


def _is_compared(draft: Draft) -> bool:
    """«жалоб стало меньше: 64 против 93»."""
    tokens = draft.passage.tokens
    if draft.quantity.form != "digits":
        return False
    before = draft.first > 0 and tokens[draft.first - 1].key in unit_words().against
    return before or (draft.last < len(tokens) and tokens[draft.last].key in unit_words().against)


def _is_part_of_headless(draft: Draft) -> bool:
    """«более 4,2 тыс., в том числе в Астане 1 017»: a part of a figure of which no unit is known."""
    if draft.quantity.form != "digits" or not speaks_of_a_part(draft):
        return False
    return is_item(draft) or any(q.end <= draft.start for q in draft.passage.quantities)


def _is_counted_by_name(draft: Draft) -> bool:
    """«количество модульных туалетов с 26 до 40»: what is counted is named, though no unit is known of it."""
    if draft.passage.sentence.language != "ru" or draft.quantity.form != "digits":
        return False
    tokens = draft.passage.tokens
    for at in range(draft.first - 1, max(-1, draft.first - NAME_REACH), -1):
        if tokens[at].key in unit_words().number_of:
            noun = next((t for t in tokens[at + 1 : draft.first] if russian_word(t.text).noun), None)
            draft.noun = noun.text if noun is not None else ""
            return noun is not None
        is_within = draft.bracket is not None and tokens[at].text in _BEFORE_BRACKETS
        if tokens[at].kind == "sign" and tokens[at].text not in _OPENING_SIGNS and not is_within:
            return False
    return False


def _is_level(tokens: Sequence[Token], draft: Draft) -> bool:
    """«көлемі 11 223 құрады», «составило 412»: the verb says that it is an amount."""
    if draft.quantity.form != "digits":
        return False
    kazakh = draft.passage.sentence.language == "kk"
    at = draft.last if kazakh else draft.first - 1 - is_item(draft)
    return 0 <= at < len(tokens) and tokens[at].key in unit_words().level_verbs
