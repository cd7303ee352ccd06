"""The catalogue of measures, read from the YAML files beside this module and checked against the law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from esep.errors import LawError
from esep.kazakhstan.acts import ACTS
from esep.kazakhstan.loading import law
from esep.kazakhstan.measures.measure import Measure
from esep.law import Law, Provision, condition
from esep.messages import messages_of
from esep.yaml_texts import read_yaml

_, _n = messages_of("esep.kazakhstan")

FOLDER = Path(__file__).parent


def measures(on: date) -> tuple[Measure, ...]:
    """The measures in force on a day, in the order in which they are offered."""
    return tuple(measure for measure in all_measures() if measure.is_in_force(on))


@cache
def all_measures() -> tuple[Measure, ...]:
    """Every measure of every time, in order; LawError when one is wrong or its condition does not build."""
    return read_measures(FOLDER, law())


def read_measures(folder: Path, of_law: Law) -> tuple[Measure, ...]:
    """The measures in the YAML files of a folder; LawError with file, measure and reason."""
    found: dict[str, Measure] = {}
    for path in sorted(folder.glob("*.yaml")):
        for entry in read_yaml(path.read_text("utf-8")) or []:
            measure = _validated(entry, path)
            if measure.id in found:
                raise LawError(
                    _(
                        "The measure {measure} stands twice; the second time in {file}.",
                        measure=measure.id,
                        file=path.name,
                    )
                )
            _check_provisions(measure, of_law)
            found[measure.id] = measure
    ordered = tuple(sorted(found.values(), key=lambda measure: (measure.order, measure.id)))
    measure_provisions(ordered, of_law)
    return ordered


def measure_provisions(chosen: Iterable[Measure], of_law: Law) -> tuple[Provision, ...]:
    """For each measure the provision ``fits_<id>``, and ``first_<id>`` where it says who comes first.

    ``law().including(*measure_provisions(measures(on), law()))`` is a law whose plans can ask for them.
    """
    return tuple(provision for measure in chosen for provision in _provisions_of(measure, of_law))


def _provisions_of(measure: Measure, of_law: Law) -> Iterator[Provision]:
    act = replace(ACTS[measure.act], source=measure.source, confidence=measure.confidence)
    last_day = measure.last_day.isoformat() if measure.last_day else None
    for name, text in ((measure.fits, measure.condition), (measure.comes_first, measure.first_for)):
        if name is None or text is None:
            continue
        try:
            yield condition(
                name,
                text,
                entity=measure.entity,
                law=of_law,
                title=measure.name,
                act=act,
                article=measure.article,
                in_force=(measure.first_day.isoformat(), last_day),
            )
        except LawError as error:
            raise LawError(
                _("The measure {measure}: {reason}", measure=measure.id, reason=error.message)
            ) from error


def _validated(entry: object, path: Path) -> Measure:
    try:
        return Measure.model_validate(entry)
    except ValidationError as error:
        which = entry.get("id", "?") if isinstance(entry, dict) else "?"
        raise LawError(
            _(
                "The measure {measure} in {file} is wrong: {reason}",
                measure=str(which),
                file=path.name,
                reason=str(error),
            )
        ) from error


def _check_provisions(measure: Measure, of_law: Law) -> None:
    for name in (measure.right, measure.amount):
        if name is not None and of_law.versions(name)[0].entity != measure.entity:
            raise LawError(
                _(
                    "The measure {measure} is for a {entity}, but its provision {provision} is not.",
                    measure=measure.id,
                    entity=measure.entity.declared.title,
                    provision=name,
                )
            )
