"""The law of a proposal: the condition of the measure holds, and its group is meant for the family."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from esep.kazakhstan import Measure, measure_provisions
from esep.law import FAMILY, PERSON, Expression, Law, Provision, Record, make_provision, of_family
from esep.yaml_texts import read_yaml

PREFIX = "offered_"


@cache
def groups_meant_for() -> dict[str, str]:
    """Group of measures → the provision of a family for which it is meant (``offers.yaml``)."""
    text = files(__package__).joinpath("offers.yaml").read_text(encoding="utf-8")
    return dict(read_yaml(text))


def offered(measure: Measure) -> str:
    """The name of the provision that says whether a measure is offered."""
    return PREFIX + measure.id


def law_with_offers(law: Law, measures: Iterable[Measure]) -> Law:
    """The law with the condition of each measure, and with what is offered to whom."""
    chosen = tuple(measures)
    conditions = measure_provisions(chosen, law)
    fits = {provision.name: provision for provision in conditions}
    offers = [_offer(measure, fits[measure.fits], law) for measure in chosen]
    return law.including(*conditions, *offers)


def _offer(measure: Measure, fits: Provision, law: Law) -> Provision:
    """The provision ``offered_<id>``: the measure fits, and its group is meant for the family."""
    record = Record(measure.entity)
    body: Expression = fits(record)
    meant = groups_meant_for().get(measure.group)
    if meant is not None:
        body = body & _of_family(record, law.versions(meant)[0])
    last_day = measure.last_day.isoformat() if measure.last_day else None
    return make_provision(
        offered(measure),
        body.node,
        entity=measure.entity,
        unit="bool",
        act=fits.act,
        article=measure.article,
        in_force=(measure.first_day.isoformat(), last_day),
        title=measure.name,
        formula=measure.condition if meant is None else f"({measure.condition}) and {meant}",
    )


def _of_family(record: Record, provision: Provision) -> Expression:
    if record._entity == FAMILY:
        return provision(record)
    assert record._entity == PERSON
    return of_family(record, provision, without=False)
