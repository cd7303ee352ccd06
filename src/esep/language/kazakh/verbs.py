"""Kazakh verbs: every form of official texts made from a stem by vowel harmony and assimilation."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, get_args

from esep.language.endings import is_front, sound_class

VerbForm = Literal[
    "stem",
    "gerund",
    "past",
    "past_we",
    "present",
    "present_we",
    "perfect",
    "habitual",
    "aorist",
    "converb",
    "converb_present",
    "conditional",
    "let",
    "let_us",
    "request",
    "intention",
    "agent",
    "since",
]
"""құр, құру, құрды, құрдық, құрады, құрамыз, құрған, құратын, құрар, құрып, құра, құрса, құрсын, құрайық,
құрыңыз, құрмақ, құрушы, құрғалы."""

VERB_FORMS: tuple[VerbForm, ...] = get_args(VerbForm)
DECLINED: frozenset[VerbForm] = frozenset(["gerund", "perfect", "habitual", "aorist", "agent"])
"""Forms that take the endings of nouns: «құруға», «құрғандар»."""
FINITE: frozenset[VerbForm] = frozenset(
    ["past", "past_we", "present", "present_we", "conditional", "let", "let_us", "request"]
)

_SOFTENED = {"к": "г", "қ": "ғ", "п": "б"}
_NASAL_OR_VOICED = ("nasal", "voiced")


def _fill(pattern: str, front: bool) -> str:
    a, y, g, k = ("е", "і", "г", "к") if front else ("а", "ы", "ғ", "қ")
    return pattern.format(a=a, y=y, g=g, k=k)


def _soft(stem: str) -> str:
    return stem[:-1] + _SOFTENED.get(stem[-1], stem[-1])


def negated(stem: str) -> str:
    """The stem of a verb denied: «бол», «болма»; «айт», «айтпа»; «жаз», «жазба»."""
    kind = sound_class(stem)
    first = "п" if kind == "voiceless" else "б" if kind in _NASAL_OR_VOICED else "м"
    return stem + _fill(first + "{a}", is_front(stem))


def _gerund(stem: str) -> str:
    match stem[-1]:
        case "ы" | "і":
            return stem[:-1] + "у"
        case "й":
            return stem[:-1] + "ю"
        case _:
            return _soft(stem) + "у"


def _converb_present(stem: str, front: bool) -> str:
    match stem[-1]:
        case "а" | "е":
            return stem + "й"
        case "ы" | "і":
            return stem[:-1] + "и"
        case "й" if not front:
            return stem[:-1] + "я"
        case _:
            return _soft(stem) + ("е" if front else "а")


def _converb(stem: str, front: bool) -> str:
    if sound_class(stem) == "vowel":
        return stem + "п"
    soft = stem[:-1] + {"п": "у"}.get(stem[-1], _soft(stem)[-1])
    return soft + _fill("{y}п", front)


@lru_cache(maxsize=5_000)
def verb_forms(stem: str, negative: bool = False) -> Mapping[VerbForm, str]:
    """Every form of a stem; of a denied verb, those that it has."""
    if negative:
        denied = verb_forms(negated(stem))
        aorist = negated(stem) + "с"
        kept: dict[VerbForm, str] = {
            form: made
            for form, made in denied.items()
            if form not in ("converb", "aorist", "intention", "agent")
        }
        return {**kept, "aorist": aorist}
    front, kind = is_front(stem), sound_class(stem)
    hard = kind == "voiceless"
    present = _converb_present(stem, front)
    is_vowel = kind == "vowel"
    made: dict[VerbForm, str] = {
        "stem": stem,
        "gerund": _gerund(stem),
        "past": stem + _fill("т{y}" if hard else "д{y}", front),
        "past_we": stem + _fill("т{y}{k}" if hard else "д{y}{k}", front),
        "present": present + _fill("д{y}", front),
        "present_we": present + _fill("м{y}з", front),
        "perfect": stem + _fill("{k}{a}н" if hard else "{g}{a}н", front),
        "habitual": present + _fill("т{y}н", front),
        "aorist": stem + "р" if is_vowel else _soft(stem) + _fill("{a}р", front),
        "converb": _converb(stem, front),
        "converb_present": present,
        "conditional": stem + _fill("с{a}", front),
        "let": stem + _fill("с{y}н", front),
        "let_us": present + _fill("{y}{k}" if present[-1] in "йи" else "й{y}{k}", front),
        "request": (stem + _fill("ң{y}з", front)) if is_vowel else _soft(stem) + _fill("{y}ң{y}з", front),
        "intention": stem
        + _fill({"voiceless": "п", "nasal": "б", "voiced": "б"}.get(kind, "м") + "{a}{k}", front),
        "agent": _gerund(stem) + _fill("ш{y}", front),
        "since": stem + _fill("{k}{a}л{y}" if hard else "{g}{a}л{y}", front),
    }
    return made


def conjugate(stem: str, form: VerbForm, *, negative: bool = False) -> str:
    """A form of a verb: ``conjugate("құр", "past")`` is «құрды». KeyError for a form that it has not."""
    return verb_forms(stem, negative)[form]


def passive(stem: str) -> str:
    """The passive of a verb: «құр», «құрыл»; «баста», «бастал»; «жоспарла», «жоспарлан»; «сал», «салын»."""
    front = is_front(stem)
    if sound_class(stem) == "vowel":
        return stem + ("н" if stem[-2:-1] == "л" else "л")
    return _soft(stem) + _fill("{y}н" if stem.endswith("л") else "{y}л", front)


def shapes(stem: str) -> frozenset[str]:
    """What a stem can look like at the beginning of its forms: «тап» is «тап», «таб» or «тау»."""
    cut = stem[:-1] if stem[-1] in "ыій" else stem
    return frozenset([stem, _soft(stem), stem[:-1] + "у" if stem[-1] == "п" else stem, cut])
