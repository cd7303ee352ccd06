"""Random trees over declared columns: every engine computes the same, or the law refuses the tree."""

from contextlib import suppress
from datetime import date

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from esep.engines import ENGINES
from esep.errors import LawError
from esep.law import (
    FAMILY,
    PERSON,
    Act,
    Entity,
    Expression,
    Law,
    Parameter,
    Record,
    Rounding,
    age,
    all_of,
    any_of,
    at_least,
    bands,
    choose,
    clip,
    count_of,
    divided,
    largest_of,
    look_up,
    make_provision,
    moment,
    of_family,
    parameter,
    share_of,
    smallest_of,
    sum_of,
    unit,
    value,
)
from esep.law.expressions import Parts
from esep.messages import Name

NAME = Name("сынақ", "проба", "trial")
ACT = Act(id="1", date="not found", name=NAME, source="not found", confidence="not found")
ON = date(2026, 4, 1)
NUMBERS = st.integers(-20, 20) | st.sampled_from([0, 1, -1, 10_000, 10**9])
CODES = ["310000000", "350000000", "999999999"]


def dated(name, content):
    values = ({"from": date(2000, 1, 1), "value": content, "source": "made up"},)
    return Parameter(name=name, title=NAME, unit="1", values=values)


PARAMETERS = {
    "cuts": dated(
        "cuts",
        [{"below": -5, "value": 3}, {"below": 0, "value": -1}, {"below": 90, "value": 8}, {"value": 2}],
    ),
    "codes": dated("codes", {"310000000": 17, "999999999": -4}),
    "some": dated("some", [0, 1, 2, -3]),
}


def plain(expression):
    """The number without its unit, so that any two can meet."""
    measure = expression.node.unit
    return (
        expression
        if not measure.bases
        else divided(expression, value(1, str(measure)), to=f"1/{measure.per}")
    )


def bare(expression):
    measure = expression.node.unit
    return divided(expression, value(1, str(unit(str(measure))))) if measure.per > 1 else plain(expression)


class Trees:
    """Draws one tree; parts only hold columns."""

    def __init__(self, draw):
        self.draw = draw

    def column(self, entity, wanted):
        columns = entity.declared.columns
        kind = {"bool": "bool", "date": "date", "text": "text"}
        names = [name for name, c in columns.items() if kind.get(c.unit, "int") == wanted]
        return getattr(Record(entity), self.draw(st.sampled_from(names))) if names else None

    def number(self, entity, depth):
        kinds = ["literal", "column"]
        if depth:
            kinds += ["arithmetic", "division", "share", "choose", "clip", "bands"]
            if entity in (FAMILY, PERSON):
                kinds += ["sum", "count", "extreme", "look_up"]
            if entity == PERSON:
                kinds += ["age", "of_family"]
        kind = self.draw(st.sampled_from(kinds))
        return getattr(self, "_" + kind)(entity, depth - 1)

    def _literal(self, entity, depth):
        return value(self.draw(NUMBERS))

    def _column(self, entity, depth):
        found = self.column(entity, "int")
        return self._literal(entity, depth) if found is None else bare(found)

    def _arithmetic(self, entity, depth):
        left, right = self.number(entity, depth), self.number(entity, depth)
        match self.draw(st.sampled_from("+-*")):
            case "+":
                return left + right
            case "-":
                return left - right
        return left * right

    def _division(self, entity, depth):
        above, below = self.number(entity, depth), self.number(entity, depth)
        rounding = self.draw(st.sampled_from(list(Rounding)))
        return divided(above, below, rounding=rounding, when_zero=self.draw(NUMBERS))

    def _share(self, entity, depth):
        rounding, share = self.draw(st.sampled_from(list(Rounding))), self.draw(st.integers(-(10**6), 10**6))
        return share_of(self.number(entity, depth), value(share, "share"), rounding=rounding)

    def _choose(self, entity, depth):
        return choose(
            (self.truth(entity, depth), self.number(entity, depth)),
            (self.truth(entity, depth), self.number(entity, depth)),
            otherwise=self.number(entity, depth),
        )

    def _clip(self, entity, depth):
        if self.draw(st.booleans()):
            return at_least(self.number(entity, depth), self.number(entity, depth))
        return clip(self.number(entity, depth), self.number(entity, depth), self.number(entity, depth))

    def _bands(self, entity, depth):
        return bands(parameter(PARAMETERS["cuts"]), self.number(entity, depth))

    def _look_up(self, entity, depth):
        otherwise = self.number(entity, depth)
        return look_up(parameter(PARAMETERS["codes"]), Record(entity).region, otherwise=otherwise)

    def _age(self, entity, depth):
        counted_in = self.draw(st.sampled_from(["year", "month"]))
        at = moment.previous_quarter_last.days_before(self.draw(st.integers(0, 400)))
        return bare(age(Record(PERSON).birth_date, at=at, counted_in=counted_in))

    def _of_family(self, entity, depth):
        return of_family(Record(PERSON), self.number(FAMILY, depth), without=self.draw(NUMBERS))

    def parts(self, entity):
        relation, name = self.draw(st.sampled_from(sorted(entity.declared.parts.items())))
        return Parts(entity, relation, Entity(name))

    def where(self, parts, depth):
        return self.truth(parts.of, depth) if self.draw(st.booleans()) else True

    def _sum(self, entity, depth):
        parts = self.parts(entity)
        return sum_of(parts, self.number(parts.of, depth), self.where(parts, depth))

    def _count(self, entity, depth):
        parts = self.parts(entity)
        return bare(count_of(parts, self.where(parts, depth)))

    def _extreme(self, entity, depth):
        parts, pick = self.parts(entity), self.draw(st.sampled_from([largest_of, smallest_of]))
        return pick(parts, self.number(parts.of, depth), self.where(parts, depth), empty=self.draw(NUMBERS))

    def truth(self, entity, depth):
        kinds = ["flag", "text", "date"]
        if depth > 0:
            kinds += ["compared", "among", "joined", "not"]
            if entity in (FAMILY, PERSON):
                kinds += ["gathered"]
            if entity == PERSON:
                kinds += ["aged"]
        return getattr(self, "_" + self.draw(st.sampled_from(kinds)))(entity, depth - 1)

    def _flag(self, entity, depth):
        found = self.column(entity, "bool")
        return value(self.draw(st.booleans())) if found is None else found

    def _text(self, entity, depth):
        found = self.column(entity, "text")
        words = found.node.declared.values or CODES
        return found.one_of(*self.draw(st.lists(st.sampled_from(words), max_size=3)))

    def _date(self, entity, depth):
        found = self.column(entity, "date")
        if found is None:
            return self._flag(entity, depth)
        on = moment.law_date.months_before(self.draw(st.integers(-5, 400)))
        return found <= on if self.draw(st.booleans()) else found == on

    def _compared(self, entity, depth):
        left, right = self.number(entity, depth), self.number(entity, depth)
        signs = ["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"]
        return getattr(left, self.draw(st.sampled_from(signs)))(right)

    def _among(self, entity, depth):
        return self.number(entity, depth).one_of(parameter(PARAMETERS["some"]))

    def _joined(self, entity, depth):
        left, right = self.truth(entity, depth), self.truth(entity, depth)
        return left & right if self.draw(st.booleans()) else left | right

    def _not(self, entity, depth):
        return ~self.truth(entity, depth)

    def _gathered(self, entity, depth):
        parts, gather = self.parts(entity), self.draw(st.sampled_from([any_of, all_of]))
        return gather(parts, self.truth(parts.of, depth), self.where(parts, depth))

    def _aged(self, entity, depth):
        signs = ["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"]
        years = age(Record(PERSON).birth_date, at=moment.law_date)
        return getattr(years, self.draw(st.sampled_from(signs)))(
            self.draw(st.integers(-3, 120) | st.just(10**6))
        )


@st.composite
def laws(draw):
    """A law of four provisions, two of persons and two of families; None where it cannot be built."""
    trees = Trees(draw)
    made = []
    for number, (entity, kind) in enumerate(
        [(PERSON, "1"), (PERSON, "bool"), (FAMILY, "1"), (FAMILY, "bool")]
    ):
        try:
            body = trees.truth(entity, 4) if kind == "bool" else trees.number(entity, 4)
            made.append(provision_of(f"rule_{number}", entity, kind, body))
        except LawError:
            continue
    return Law(tuple(made), PARAMETERS)


def provision_of(name, entity, kind, body: Expression):
    return make_provision(
        name,
        body.node,
        entity=entity,
        unit=kind,
        act=ACT,
        article="1",
        in_force=("2000-01-01", None),
        title=NAME,
        formula="Made by chance.",
    )


def planned(law):
    """The plan of the provisions that stay within int64."""
    names = []
    for name in law.names:
        with suppress(LawError):
            law.plan([name], on=ON)
            names.append(name)
    return law.plan(names, on=ON)


@settings(max_examples=150, phases=(Phase.explicit, Phase.generate))
@given(law=laws())
def test_the_engines_agree_on_every_plan(made_up_rows, law):
    plan = planned(law)
    expected, columnar = (engine(plan, made_up_rows) for engine in ENGINES.values())
    assert columnar[FAMILY] == expected[FAMILY]
    assert columnar[PERSON] == expected[PERSON]
