"""From quantities to figures: which numbers count something, what they count, and in which unit."""

from __future__ import annotations

import re

from esep.language import (
    Case,
    PlacedQuantity,
    Quantity,
    Token,
    begins_approximator,
    is_measure,
    match_unit,
    phrase_after,
    read_ending,
)
from esep.reading.grammar.counted_words import Phrase
from esep.reading.grammar.kazakh_endings import ABLATIVES
from esep.reading.grammar.kazakh_phrases import is_deed, is_firm_or_person, is_piece, is_plural, noun_case
from esep.reading.grammar.morphology import russian_word
from esep.reading.grammar.phrases import bare_adjectives, counted_phrase
from esep.reading.grammar.russian_phrases import is_genitive_plural
from esep.reading.sentences.passage import DASHES, Draft, Passage
from esep.reading.statements.levels import take_level
from esep.reading.statements.no_figures import COLLECTIVES, has_figure_before, is_no_figure
from esep.reading.statements.per_units import share_units_per_one, unit_per_unit
from esep.reading.statements.rates import per_people, rate_of, share_rates
from esep.reading.statements.tiyn import with_tiyn
from esep.reading.statements.told_before import one_told_before

MEAN_REACH = 6
"""Tokens before a figure in which «в среднем» makes it a mean."""
PIECES = "pieces of something"

_BRACKET = 8
"""Tokens of a bracket between an adjective and its noun."""
_TIMES = frozenset(["вдвое", "втрое", "вчетверо", "впятеро"])
_SHORT = 5
"""Letters of a word that may end in -дан by itself."""
_COMPARED = "салыстырғанда"
_COMPARISONS = frozenset(["жоғары", "төмен", "артық", "кем", "көп", "аз"])
_ADJECTIVES = {
    "пайыздық": "percent",
    "проценттік": "percent",
    "теңгелік": "KZT",
    "долларлық": "USD",
    "шақырымдық": "km",
    "километрлік": "km",
    "метрлік": "m",
    "гектарлық": "ha",
    "тонналық": "tonne",
    "орынды": "place",
}
_ABOUT = ("дай", "дей", "тай", "тей")
_CASE = "жағдай"
_SOME = frozenset(["жуығы", "жуығын", "жуығына", "жуығының", "астамы", "астамын", "астамына", "астамының"])
"""«40-қа жуығы жазылды»: some of those named before, and nothing behind."""
_SQUARE = frozenset(["шаршы", "квадрат"])
_CAPACITIES = {"квартирн": "apartment", "местн": "place", "коечн": "bed"}
_MEASURES = frozenset(_ADJECTIVES.values())


def drafts_of(passage: Passage) -> list[Draft]:
    """The figures of a sentence with their own nouns and units; some have none and must inherit one."""
    found = [_draft(passage, placed) for placed in passage.placed]
    drafts = [draft for draft in found if draft is not None]
    if len(drafts) > 1:
        drafts = with_tiyn(drafts)
        share_units_per_one(drafts)
        share_rates(drafts)
    return drafts


def _draft(passage: Passage, placed: PlacedQuantity) -> Draft | None:
    language, quantity = passage.sentence.language, placed.quantity
    draft = _bare(passage, placed)
    phrase = None
    is_whole = quantity.unit in ("percent", "times", "percentage_point") or _is_elliptic(quantity)
    is_whole = is_whole or (quantity.unit is None and passage.tokens[placed.last - 1].key in _SOME)
    if not is_whole:
        begin = draft.last if quantity.unit is None else draft.after_number
        begin = _behind_percents(passage, _after_approximator(passage, begin, draft))
        phrase = counted_phrase(passage.tokens, begin, language)
    if phrase is not None and language == "ru" and _is_of_the_same(draft, phrase):
        phrase = None
    if phrase is not None and phrase.unit is None and language == "kk":
        phrase = None if is_deed(passage.tokens, phrase, is_inflected=draft.case is not None) else phrase
    is_compound = phrase is not None and language == "kk" and quantity.unit != "share"
    if phrase is not None and (
        quantity.unit in (None, phrase.unit) or (is_compound and phrase.last > draft.last)
    ):
        _take(draft, phrase)
        if draft.unit == "machine" and language == "ru":
            _take_units_of(draft)
    elif quantity.unit is None and quantity.form != "share":
        phrase = _predicate(passage, draft)
        if phrase is not None:
            draft.unit, draft.noun, draft.qualifiers = phrase.unit, phrase.noun, phrase.qualifiers
            draft.rules.append("noun after a dash")
    if phrase is None and language == "kk" and is_piece(passage.tokens, draft.last):
        _take_pieces(draft)
    elif phrase is None and quantity.unit is None and quantity.form == "digits":
        draft.qualifiers = bare_adjectives(passage.tokens, draft.last, language)
        if draft.qualifiers:
            draft.last += len(draft.qualifiers)
            draft.end = passage.tokens[draft.last - 1].end
    if is_no_figure(draft, phrase):
        return None
    if draft.unit is None and not draft.noun:
        _take_untold(draft)
    _take_unit_of_adjective(draft)
    _take_capacity(draft)
    if draft.approximation is not None:
        _drop_comparison(draft)
        take_level(draft)
    per_one = unit_per_unit(draft) or one_told_before(draft)
    draft.unit = rate_of(draft) or per_one or per_people(draft) or draft.unit
    if draft.approximation is None and language == "kk" and _is_told_about(draft):
        draft.approximation = "~"
    if draft.approximation is None and passage.sentence.language == "ru" and _is_mean(draft):
        draft.approximation = "~"
    return draft


def _is_told_about(draft: Draft) -> bool:
    """«90 мың тоннадай мазут», «5 гектардай жер»: an ending of «about» on the unit itself."""
    tokens, at = draft.passage.tokens, draft.after_number
    unit = match_unit(tokens, at, "kk") if draft.quantity.form == "digits" and draft.unit else None
    if unit is None or unit.case is not None:
        return False
    last = tokens[unit.last - 1].key
    return last.endswith(_ABOUT) and last != _CASE


def _is_mean(draft: Draft) -> bool:
    """«в среднем выделят по 12», «в среднем, получаем 20 центнеров»: told of the figure that comes next."""
    tokens = draft.passage.tokens
    if "среднем" not in draft.passage.keys:
        return False
    for at in range(draft.first - 1, max(0, draft.first - MEAN_REACH), -1):
        if tokens[at].kind == "number" or tokens[at].text in ";:":
            return False
        if tokens[at].key == "среднем":
            # «в среднем по стране – 12,4%» is the mean itself, no rounded number
            is_over_all = tokens[at + 1].key == "по" and at + 1 < draft.first - 1
            return tokens[at - 1].key == "в" and not is_over_all
    return False


def _is_of_the_same(draft: Draft, phrase: Phrase) -> bool:
    """«8 проектов из 12 запланированных»: a participle behind «из» is of what was counted before."""
    tokens = draft.passage.tokens
    if phrase.unit != "person" or not draft.first or tokens[draft.first - 1].key != "из":
        return False
    return russian_word(phrase.noun).participle and has_figure_before(draft)


def _take_untold(draft: Draft) -> None:
    """What is told beside a number: «примут восьмерых», «84% (316) пожаров»."""
    tokens = draft.passage.tokens
    if tokens[draft.number].key in COLLECTIVES:
        draft.unit = "person"
        draft.rules.append("collective numeral")
        return
    if draft.qualifiers and draft.passage.sentence.language == "ru":
        _take_behind_bracket(draft)
        return
    inside = tokens[draft.first - 1].text == "(" and tokens[draft.last : draft.last + 1]
    is_told = draft.first > 1 and (_is_percent(tokens[draft.first - 2]) or PIECES in draft.rules)
    if is_told and inside and inside[0].text == ")":
        phrase = counted_phrase(tokens, draft.last + 1, draft.passage.sentence.language)
        if phrase is not None:
            draft.unit, draft.noun, draft.qualifiers = phrase.unit, phrase.noun, phrase.qualifiers
            draft.rules.append("noun behind the bracket")


def _take_behind_bracket(draft: Draft) -> None:
    """«15 трехсменных (3999 мест) школах»: the noun stands behind the bracket of the adjective."""
    tokens, at = draft.passage.tokens, draft.last
    if at >= len(tokens) or tokens[at].text != "(":
        return
    closed = next(
        (end for end in range(at, min(at + _BRACKET, len(tokens))) if tokens[end].text == ")"), None
    )
    phrase = counted_phrase(tokens, closed + 1, "ru") if closed is not None else None
    if phrase is not None and phrase.unit is not None:
        draft.unit, draft.noun = phrase.unit, phrase.noun
        draft.rules.append("noun behind the bracket")


_UNITS = ("единиц", "ед")
_MACHINE = re.compile("техник|транспорт|машин|комбайн|трактор|автобус|оборудован|агрегат")


def _take_units_of(draft: Draft) -> None:
    """«на 1 200 единиц», «70 единиц фасадов»: units are machines only where machines are spoken of."""
    if not draft.noun.startswith(_UNITS) or any(_MACHINE.search(key) for key in draft.passage.keys):
        return
    draft.rules.append(PIECES)
    behind = counted_phrase(draft.passage.tokens, draft.last, "ru")
    if behind is not None and is_genitive_plural(draft.passage.tokens[behind.last - 1].text):
        draft.unit, draft.noun, draft.qualifiers = behind.unit, behind.noun, behind.qualifiers
        draft.last, draft.end = behind.last, draft.passage.tokens[behind.last - 1].end
    else:
        draft.unit, draft.noun = None, ""


def _take_pieces(draft: Draft) -> None:
    """«24 бірлікке»: what the pieces are is told elsewhere; the case of the word is the figure's."""
    token = draft.passage.tokens[draft.last]
    draft.last += 1
    draft.end = token.end
    draft.case = draft.case or noun_case(token.key)
    draft.rules.append(PIECES)


def _is_percent(token: Token) -> bool:
    return token.text == "%" or token.key.startswith(("процент", "пайыз"))


def _behind_percents(passage: Passage, begin: int) -> int:
    """Behind a share in brackets: «706 (15%) молодых специалистов»."""
    tokens = passage.tokens
    if begin + 4 > len(tokens) or tokens[begin].text != "(":
        return begin
    return begin + 4 if tokens[begin + 2].text == "%" and tokens[begin + 3].text == ")" else begin


def _take_unit_of_adjective(draft: Draft) -> None:
    """«3,4 пайыздық өсіммен», «12,5 млн теңгелік құрал»: the adjective tells the unit."""
    tokens = draft.passage.tokens
    if draft.unit in _MEASURES or draft.unit == "percentage_point" or draft.after_number >= len(tokens):
        return
    unit = _ADJECTIVES.get(tokens[draft.after_number].key) or _hyphened_unit(draft)
    if unit is None and tokens[draft.after_number].key in _SQUARE:
        return _take_square(draft)
    if unit is not None:
        draft.unit, draft.noun, draft.qualifiers = unit, "", ()
        draft.last = draft.after_number + 1
        draft.end = tokens[draft.last - 1].end


def _take_square(draft: Draft) -> None:
    """«177 мың шаршы метрлік алаң»: the adjective behind «шаршы»."""
    tokens, at = draft.passage.tokens, draft.after_number + 1
    unit = _ADJECTIVES.get(tokens[at].key) if at < len(tokens) else None
    if unit in ("m", "km"):
        draft.unit, draft.noun, draft.qualifiers = f"{unit}2", "", ()
        draft.last, draft.end = at + 1, tokens[at].end


def _hyphened_unit(draft: Draft) -> str | None:
    """«7,5 км-ін»: a sign of a unit with an ending, whose case becomes the figure's."""
    token = draft.passage.tokens[draft.after_number]
    if "-" not in token.key or draft.passage.sentence.language != "kk":
        return None
    sign, _hyphen, ending = token.key.partition("-")
    read = read_ending(ending)
    if read is None:
        return None
    found = match_unit([token._replace(text=sign, key=sign, end=token.start + len(sign))], 0, "kk")
    if found is None or not is_measure(found.code):
        return None
    draft.case = read[0]
    return found.code


def _take_capacity(draft: Draft) -> None:
    """«два 45-квартирных дома», «50-коечная больница»: what the adjective tells of size."""
    tokens = draft.passage.tokens
    at = draft.after_number
    if at + 1 >= len(tokens) or tokens[at].text not in "-‑–" or tokens[at].start != tokens[at - 1].end:
        return
    word = tokens[at + 1]
    known = next((unit for stem, unit in _CAPACITIES.items() if word.key.startswith(stem)), None)
    if known is not None and word.start == tokens[at].end:
        draft.unit, draft.noun, draft.qualifiers = known, word.text, ()
        draft.last = max(draft.last, at + 2)
        draft.end = tokens[draft.last - 1].end


def _drop_comparison(draft: Draft) -> None:
    """«8,5% жоғары»: by how much, not «more than»; an approximator needs the ablative («8%-дан жоғары»)."""
    tokens = draft.passage.tokens
    last = tokens[draft.last - 1].key
    if _is_higher_noun(draft):
        draft.approximation = None
        return
    if draft.unit == "times" and draft.first == draft.number and tokens[draft.first].key in _TIMES:
        draft.approximation = None
        return
    told = draft.approximation is not None and last in _COMPARISONS and draft.case != "ablative"
    if told and (tokens[draft.last - 2].text == "%" or _is_compared(draft)):
        draft.approximation = None
        draft.last -= 1
        draft.end = tokens[draft.last - 1].end


def _is_higher_noun(draft: Draft) -> bool:
    """«2 жоғары оқу орны»: right behind a bare number the word describes what is counted."""
    at, tokens = draft.after_number, draft.passage.tokens
    described = at + 1 < draft.last and tokens[at].key in ("жоғары", "төмен")
    return described and tokens[at - 1].kind == "number" and "counted noun" in draft.rules


def _is_compared(draft: Draft) -> bool:
    """«өткен жылғы деңгейден 0,7 ц жоғары»: what the number is measured from stands before it."""
    before = draft.passage.tokens[draft.first - 1] if draft.first else None
    if before is None:
        return False
    return before.key == _COMPARED or (before.key.endswith(ABLATIVES) and len(before.key) > _SHORT)


def _is_elliptic(quantity: Quantity) -> bool:
    """A Kazakh number with an ending of its own stands for its noun: «395 мыңының», «250 мыңға жеткізу»."""
    inflected = quantity.case is not None and quantity.approximation is None and quantity.value is not None
    return quantity.unit is None and (quantity.possessive or inflected)


def _bare(passage: Passage, placed: PlacedQuantity) -> Draft:
    quantity, first, last, number, after_number = placed
    return Draft(
        passage,
        quantity,
        first,
        last,
        number,
        after_number,
        quantity.start,
        quantity.end,
        quantity.unit,
        approximation=quantity.approximation,
        case=quantity.case,
        rules=[f"number in {quantity.form}" if quantity.form != "share" else "share in words"],
    )


def _after_approximator(passage: Passage, index: int, draft: Draft) -> int:
    """Where the counted noun may begin: behind «астам» and the like."""
    found = None
    if begins_approximator(passage.tokens, index, passage.sentence.language):
        cases: tuple[Case | None, ...] = (None, "ablative", "dative")
        tries = (phrase_after(passage.tokens, index, passage.sentence.language, case) for case in cases)
        found = next(filter(None, tries), None)
    if found is None and draft.quantity.unit is not None:
        return index
    return max(index, draft.last) if found is None else index + found[0]


def _take(draft: Draft, phrase: Phrase) -> None:
    """The phrase becomes the figure's noun; an approximator after it becomes the figure's own."""
    passage = draft.passage
    draft.noun, draft.qualifiers = phrase.noun, phrase.qualifiers
    is_head = phrase.last > draft.last and (
        phrase.unit is not None
        or is_plural(passage.tokens[draft.last - 1].key)
        or is_firm_or_person(passage.tokens[phrase.last - 1].key)
    )
    draft.unit = phrase.unit if is_head else draft.unit or phrase.unit
    draft.rules.append("counted noun")
    last = max(draft.last, phrase.last)
    if phrase.case is not None:
        draft.case = phrase.case
    if draft.approximation is None and draft.last <= phrase.last:
        after = phrase_after(passage.tokens, phrase.last, passage.sentence.language, phrase.case)
        if after is not None:
            last, draft.approximation = phrase.last + after[0], after[1]
    draft.last, draft.end = last, max(draft.end, passage.tokens[last - 1].end)


def _predicate(passage: Passage, draft: Draft) -> Phrase | None:
    """The noun behind a dash: «1542 – уақытша жұмыс орындары»; not «912-сі – тұрақты орындарға», whereto."""
    tokens = passage.tokens
    if draft.last + 1 >= len(tokens) or tokens[draft.last].text not in DASHES:
        return None
    if tokens[draft.last].start == tokens[draft.last - 1].end:
        return None
    phrase = counted_phrase(tokens, draft.last + 1, passage.sentence.language)
    if phrase is None or phrase.unit is None:
        return None
    is_whereto = passage.sentence.language == "kk" and noun_case(tokens[phrase.last - 1].key) == "dative"
    return phrase if not is_whereto else None
