"""An explanation as one page of HTML: no scripts, no outside addresses, readable by ear and on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined

from esep.engines.memory import (
    Explained,
    Explanation,
    Standing,
    confidence_text,
    standing_text,
    title_of,
    value_of,
)
from esep.familymap.nearest import Refusal
from esep.familymap.telling.rules import formulas_of
from esep.familymap.telling.sentences import heading, note, refusal_lines
from esep.language.dates import written_date
from esep.law.acts import NOT_FOUND
from esep.messages import Language, Message, messages_of

_, _n = messages_of("esep.familymap")

_ENVIRONMENT = Environment(
    loader=PackageLoader("esep.familymap.telling"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

STEPS_OPEN = 1
"""How far down the trees stand open; a reader opens the rest, and paper shows it all."""


def explanation_page(
    explanation: Explanation, refusals: Sequence[Refusal], language: Language, *, made_up: bool = False
) -> str:
    """One family's explanation in ``language`` as one HTML document; ``made_up`` puts a warning on it."""
    by_thing: dict[tuple[str, int | None], list[Explained]] = {}
    for value in explanation.values:
        by_thing.setdefault((value.entity, value.id), []).append(value)
    formulas = formulas_of(explanation, language)
    said = {name: message.in_language(language) for name, message in _WORDS.items()}
    return _ENVIRONMENT.get_template("explanation.html").render(
        language=language,
        words=said,
        family=explanation.family,
        date=written_date(explanation.date, language),
        changes=explanation.changes,
        made_up=made_up,
        groups=[(_whose(entity, id, language), values) for (entity, id), values in by_thing.items()],
        refusals=[refusal_lines(refusal, language) for refusal in refusals],
        refusals_title=heading(language),
        refusals_note=note(language),
        steps_open=STEPS_OPEN,
        title_of=lambda told: title_of(told, language),
        name_of=lambda told: told.title.in_language(language),
        value_of=lambda told: _value(told, language),
        formula_of=lambda told: formulas.get(told.name, ()) if told.kind == "provision" else (),
        stands=lambda standing: standing_text(standing, language),
        source_of=lambda standing: _source(standing, language),
        is_weak=lambda standing: standing is not None and standing.confidence != "confirmed",
        anchor=lambda told: f"{told.name}-{told.id}",
    )


def _whose(entity: str, id: int | None, language: Language) -> str:
    if entity == "person":
        return _("Person {id}", id=id).in_language(language)
    return _("The family").in_language(language)


def _source(standing: Standing, language: Language) -> str:
    """Where a rule or value was read; empty when nowhere. What is not confirmed is said with its act."""
    if standing.source == NOT_FOUND:
        return ""
    sure = f" ({confidence_text(standing, language)})" if standing.confidence == "confirmed" else ""
    return f"{standing.source}{sure}"


def _value(told: Explained, language: Language) -> str:
    """A value; words that a provision answers with have names here."""
    name = ANSWER_WORDS.get(told.name, {}).get(told.value) if isinstance(told.value, str) else None
    return value_of(told, language) if name is None else name.in_language(language)


ANSWER_WORDS: Mapping[str, Mapping[str, Message]] = {
    "assistance_kind": {
        "none": _("not due"),
        "conditional": _("conditional, with a social contract"),
        "unconditional": _("unconditional"),
    },
    "family_kind": {
        "empty": _("no members left"),
        "large": _("large family"),
        "single_parent": _("single parent"),
        "couple_with_children": _("with children"),
        "elderly": _("pensioners"),
        "lone": _("lone person"),
        "other": _("adults without children"),
    },
}


_WORDS: dict[str, Message] = {
    "title": _("Why the answers are what they are"),
    "family": _("Family"),
    "law_date": _("Law of"),
    "what_if": _("What if"),
    "made_up": _(
        "The registers behind this page are made up. It shows how the reckoning works, no real family."
    ),
    "answers": _("Answers"),
    "right": _("Right or standing"),
    "answer": _("Answer"),
    "behind": _("What each answer follows from"),
    "how_to_read": _(
        "Each line is a value. Open it to see what it follows from, down to the cells of the registers and "
        "the dated values of the law."
    ),
    "rule": _("Rule"),
    "formula": _("Formula"),
    "source": _("Source"),
    "above": _("explained above"),
    "unsure": _("not confirmed"),
    "caution": _(
        "What is marked as not confirmed rests on less than a named source. Check it at the official "
        "database of acts before it decides a right."
    ),
}
