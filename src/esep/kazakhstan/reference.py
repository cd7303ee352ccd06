"""The reference page of the law, written from the law itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from esep.kazakhstan.acts import ACTS
from esep.kazakhstan.loading import law
from esep.kazakhstan.measures import Cost, Measure, all_measures
from esep.law import Law, Provision
from esep.law.parameters import DatedValue, Parameter
from esep.law.planning import parameters_in
from esep.law.vocabulary import FAR_DATE

_HEAD = """# The law and the measures

Written by `python -m esep.kazakhstan > docs/reference/law.md`; a test fails when this page is stale.

Confidence: *confirmed* by a named source; *secondary*, by one unofficial source only; *derived* from
confirmed numbers; *recalled* without a source; *conflicting* sources; *not found*. No act could be read
whole: check a value at adilet.zan.kz before it decides a right.
"""


def reference_page() -> str:
    """The page ``docs/reference/law.md`` in Markdown."""
    return "\n".join([_HEAD, *_provisions(law()), *_parameters(law()), *_measures()]) + "\n"


def _provisions(of_law: Law) -> Iterator[str]:
    yield "## Provisions\n"
    yield from _table(
        ("Provision", "Title", "What it says", "Of", "Unit", "In force", "Act", "Parameters", "Confidence"),
        (_provision(version) for name in of_law.names for version in of_law.versions(name)),
    )


def _provision(version: Provision) -> tuple[str, ...]:
    article = f", art. {version.article}" if version.article not in ("", "not found") else ""
    last = "" if version.last_day == FAR_DATE else version.last_day.isoformat()
    return (
        f"`{version.name}`",
        f"{version.title.en}<br>{version.title.kk}<br>{version.title.ru}",
        version.formula,
        str(version.entity),
        str(version.unit),
        f"{version.first_day} – {last}",
        f"{version.act.name.en} ({version.act.id}{article})",
        ", ".join(f"`{name}`" for name in sorted(parameters_in(version.body))),
        version.act.confidence,
    )


def _parameters(of_law: Law) -> Iterator[str]:
    yield "\n## Parameters\n"
    yield from _table(
        ("Parameter", "Unit", "From", "Value", "Act", "Source", "Confidence", "Note"),
        (
            _value(name, parameter, value)
            for name, parameter in sorted(of_law.parameters.items())
            for value in parameter.values
        ),
    )


def _value(name: str, parameter: Parameter, value: DatedValue) -> tuple[str, ...]:
    return (
        f"`{name}`<br>{parameter.title.en}",
        parameter.unit,
        value.first_day.isoformat(),
        _written(value.value),
        _act(value.act),
        value.source,
        value.confidence,
        value.note,
    )


def _written(content: object) -> str:
    if isinstance(content, dict):
        return ", ".join(f"{key}: {value}" for key, value in content.items()) or "–"
    if isinstance(content, tuple):
        return ", ".join(_written(entry) for entry in content)
    below = getattr(content, "below", None)
    if below is not None:
        return f"below {below}: {getattr(content, 'value', '')}"
    return str(getattr(content, "value", content))


def _measures() -> Iterator[str]:
    yield "\n## Measures of support\n"
    yield from _table(
        (
            "Measure",
            "Name",
            "For",
            "Condition",
            "Cost",
            "Provider",
            "In force",
            "Act",
            "Source",
            "Confidence",
        ),
        (_measure(measure) for measure in all_measures()),
    )


def _measure(measure: Measure) -> tuple[str, ...]:
    return (
        f"`{measure.id}`",
        f"{measure.name.en}<br>{measure.name.kk}<br>{measure.name.ru}",
        measure.for_whom,
        f"`{measure.condition}`",
        _cost(measure.cost, measure.amount),
        measure.provider.en,
        f"{measure.first_day} – {measure.last_day or ''}",
        _act(measure.act),
        measure.source,
        measure.confidence,
    )


def _cost(cost: Cost, amount: str | None) -> str:
    if amount is not None:
        worth = f"`{amount}`"
    elif cost.value is None:
        worth = "not known"
    elif cost.unit == "KZT":
        worth = f"{cost.value:,} tenge"
    else:
        worth = f"{cost.value / 100:g} MCI"
    how = {"once": "once", "loan": "lent"}.get(cost.payment, f"a month, {cost.months} months")
    return f"{worth} a {cost.per}, {how}"


def _act(id: str) -> str:
    return f"{ACTS[id].name.en} ({id})"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for cells in (head, ("---",) * len(head), *rows):
        yield "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"
