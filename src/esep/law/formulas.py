"""A rule written out as a formula in words, in Kazakh, Russian or English, from the tree that engines run.

What the reader sees is therefore what is computed. Scales of units (hundredths of an MCI, ten-thousandths of
a share) are left out, because values are shown in whole units; every rounding is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from esep.law.keys import key_name
from esep.law.law import Law
from esep.law.moments import MomentOfLaw
from esep.law.nodes import (
    ONE,
    TRUE,
    Age,
    Aggregate,
    Arithmetic,
    Bands,
    Call,
    Choose,
    Clip,
    Column,
    Comparison,
    Division,
    Literally,
    Logic,
    LookUp,
    Moment,
    Node,
    OfFamily,
    OneOf,
    ParameterValue,
    Rounding,
)
from esep.law.planning import Plan
from esep.law.units import NUMBER, Unit
from esep.law.values import value_text, word_name
from esep.law.vocabulary import FAR_DATE, Value
from esep.messages import Language, Message, Name, messages_of

_, _n = messages_of(__package__)

Named = Callable[[str, str], str]
"""How a name stands in a formula: the program's name and the title to what is written."""


def in_quotes(_name: str, title: str) -> str:
    """A title as it stands in a line of text."""
    return f"«{title}»"


def formula_lines(body: Node, law: Law | Plan, language: Language, named: Named = in_quotes) -> list[str]:
    """The formula of a tree, one line, or for a choice one line for each case and one for the rest.

    ``law``, or a plan that holds the tree, has the titles. ``named`` writes the names of provisions and
    parameters, for instance as links.
    """
    writer = _Writer(law, language, named)
    match body:
        case Choose(cases=cases, otherwise=otherwise):
            return [*(writer.case(when, then) for when, then in cases), writer.rest(otherwise)]
        case Arithmetic(sign="+") if len(summands := list(_summands(body))) > 2:
            first, *further = (writer.text(each, _Binds.SUM) for each in summands)
            return [first, *(f"+ {text}" for text in further)]
    return [writer.text(body)]


def _summands(node: Node) -> Iterator[Node]:
    if isinstance(node, Arithmetic) and node.sign == "+":
        yield from _summands(node.left)
        yield from _summands(node.right)
    else:
        yield node


class _Binds(IntEnum):
    """How closely a text holds together; a looser one stands in brackets inside a closer one."""

    PHRASE = 0
    OR = 1
    AND = 2
    NOT = 3
    COMPARED = 4
    SUM = 5
    PRODUCT = 6
    WORD = 7


@dataclass(frozen=True)
class _Writer:
    law: Law | Plan
    language: Language
    named: Named

    def said(self, message: Message) -> str:
        return message.in_language(self.language)

    def case(self, when: Node, then: Node) -> str:
        """A case of a choice."""
        return self.said(_("if {condition}: {value}", condition=self.text(when), value=self.text(then)))

    def rest(self, otherwise: Node) -> str:
        """The rest of a choice."""
        return self.said(_("otherwise: {value}", value=self.text(otherwise)))

    def text(self, node: Node, within: _Binds = _Binds.PHRASE) -> str:
        """The words of a node, in brackets where they stand inside something that binds more closely."""
        words, binds = self._written(node)
        return words if binds >= within else f"({words})"

    def _written(self, node: Node) -> tuple[str, _Binds]:
        match node:
            case Literally(value=value):
                return self._value(value, node), _Binds.WORD
            case Column(declared=declared):
                return declared.title.in_language(self.language), _Binds.WORD
            case Call(name=name):
                return self._named(name, self._title(name)), _Binds.WORD
            case ParameterValue(name=name):
                return self._parameter(name), _Binds.WORD
            case Moment(at=at):
                return self._moment(at), _Binds.WORD
            case Arithmetic() | Comparison() | Logic():
                return self._joined(node)
            case Division():
                return self._divided(node), _Binds.PHRASE
            case Aggregate():
                return self._gathered(node), _Binds.PHRASE
            case Choose() | Clip() | OfFamily():
                return self._chosen(node), _Binds.PHRASE
            case OneOf():
                return self._found(node), _Binds.COMPARED
            case Age() | LookUp() | Bands():
                return self._found(node), _Binds.PHRASE
        raise AssertionError(node)

    def _title(self, name: str) -> Name:
        law = self.law
        return law.by_name[name].title if isinstance(law, Plan) else law.versions(name)[0].title

    def _named(self, name: str, title: Name) -> str:
        return self.named(name, title.in_language(self.language))

    def _parameter(self, name: str) -> str:
        return self._named(name, self.law.parameters[name].title)

    def _value(self, value: Value, node: Node) -> str:
        if value == FAR_DATE:
            return self.said(_("no date"))
        if isinstance(value, str):
            return self._key(value)
        if isinstance(value, int) and {base for base, _power in node.unit.bases} <= _COUNTED:
            return value_text(value, Unit(per=node.unit.per), self.language)  # "3", not "3 month"
        return value_text(value, node.unit, self.language)

    def _key(self, key: str) -> str:
        """A key of a table under its name, or under that of the provision whose name it is."""
        law = self.law
        known = law.by_name if isinstance(law, Plan) else law.names
        name = self._title(key) if key in known else key_name(key)
        return f"«{name.in_language(self.language)}»" if name else key

    def _word(self, node: Node, beside: Node) -> str:
        """A written word under the name that it has in the column beside it."""
        if isinstance(node, Literally) and isinstance(node.value, str) and isinstance(beside, Column):
            found = word_name(beside.of, beside.name, node.value, self.language)
            if found is not None:
                return f"«{found}»"
        return self.text(node, _Binds.SUM)

    def _joined(self, node: Arithmetic | Comparison | Logic) -> tuple[str, _Binds]:
        match node:
            case Arithmetic(sign="*", left=left, right=right):
                return self._product(left, right), _Binds.PRODUCT
            case Arithmetic(sign=sign, left=left, right=right):
                mark = "+" if sign == "+" else "−"
                after = self.text(right, _Binds.SUM if sign == "+" else _Binds.PRODUCT)
                return f"{self.text(left, _Binds.SUM)} {mark} {after}", _Binds.SUM
            case Comparison(sign=sign, left=left, right=right):
                mark = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥"}.get(sign, sign)
                return f"{self._word(left, right)} {mark} {self._word(right, left)}", _Binds.COMPARED
            case Logic(word="not", conditions=(Comparison(sign="!=", left=left, right=right),)):
                return self._joined(Comparison("==", left, right))
            case Logic(word="not", conditions=(condition,)):
                return self.said(_("not {condition}", condition=self.text(condition, _Binds.NOT))), _Binds.NOT
            case Logic(word=word, conditions=conditions):
                binds = _Binds.AND if word == "and" else _Binds.OR
                between = self.said(_("and") if word == "and" else _("or"))
                return f" {between} ".join(self._conditions(conditions, binds)), binds
        raise AssertionError(node)

    def _conditions(self, conditions: tuple[Node, ...], binds: _Binds) -> Iterator[str]:
        """Each condition; two that keep a value between others are written as one."""
        left = list(conditions)
        while left:
            match left:
                case [
                    Comparison(sign="<=", left=low, right=inner),
                    Comparison(sign="<=", left=again, right=high),
                    *_further,
                ] if binds is _Binds.AND and inner == again:
                    yield " ≤ ".join(self.text(each, _Binds.SUM) for each in (low, inner, high))
                    del left[:2]
                case _:
                    yield self.text(left.pop(0), binds)

    def _product(self, left: Node, right: Node) -> str:
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Literally) and one.value == 1:  # it only brings a unit
                return self.text(other, _Binds.PRODUCT)
        return f"{self.text(left, _Binds.PRODUCT)} × {self.text(right, _Binds.PRODUCT)}"

    def _divided(self, node: Division) -> str:
        """The quotient with its rounding; factors that only change the scale of a unit are left out."""
        above, below = node.numerator, node.denominator
        if isinstance(below, Arithmetic) and below.sign == "*" and _is_scale(below.right):
            below = below.left
        if isinstance(below, Literally) and below.unit == NUMBER and not isinstance(node.factor, Literally):
            words = self._product(above, node.factor)
        elif node.factor == ONE and isinstance(below, Literally) and below.unit == NUMBER:
            words = self.text(above)
        else:
            words = f"{self.text(above, _Binds.PRODUCT)} ÷ {self.text(below, _Binds.WORD)}"
        rounded = self.said(_ROUNDED[node.rounding])
        if node.when_zero is None:
            return self.said(_("{quotient}, {rounded}", quotient=words, rounded=rounded))
        zero = self.text(node.when_zero)
        return self.said(
            _("{quotient}, {rounded} ({zero} when divided by 0)", quotient=words, rounded=rounded, zero=zero)
        )

    def _gathered(self, node: Aggregate) -> str:
        part = node.of.declared.title.in_language(self.language)
        where = ""
        if node.where != TRUE:
            where = self.said(_(" for which {condition}", condition=self.text(node.where)))
        if node.kind == "count":
            return self.said(_("number: each {part}{where}", part=part, where=where))
        value = self.text(node.value)
        if node.empty is None:
            return self.said(_GATHERED[node.kind](part, where, value))
        return self.said(
            _(
                "{gathered} ({empty} when there is none)",
                gathered=_GATHERED[node.kind](part, where, value),
                empty=self.text(node.empty),
            )
        )

    def _chosen(self, node: Choose | Clip | OfFamily) -> str:
        match node:
            case OfFamily(value=value, without=without):
                words = {"value": self.text(value), "without": self.text(without)}
                return self.said(_("of the family: {value} (without a family: {without})", **words))
            case Clip(value=value, lower=Node() as lower, upper=Node() as upper):
                words = {"value": self.text(value), "low": self.text(lower), "high": self.text(upper)}
                return self.said(_("{value}, but at least {low} and at most {high}", **words))
            case Clip(value=value, lower=Node() as lower):
                words = {"value": self.text(value), "low": self.text(lower)}
                return self.said(_("{value}, but at least {low}", **words))
            case Clip(value=value, upper=Node() as upper):
                words = {"value": self.text(value), "high": self.text(upper)}
                return self.said(_("{value}, but at most {high}", **words))
            case Choose(cases=cases, otherwise=otherwise):
                return "; ".join([*(self.case(when, then) for when, then in cases), self.rest(otherwise)])
        raise AssertionError(node)

    def _found(self, node: Age | OneOf | LookUp | Bands) -> str:
        match node:
            case Age(birth=birth, at=at, counted_in=counted_in):
                words = {"birth": self.text(birth), "day": self.text(at)}
                if counted_in == "year":
                    return self.said(_("full years from {birth} to {day}", **words))
                return self.said(_("full months from {birth} to {day}", **words))
            case OneOf(value=value, parameter=str(name)):
                words = {"value": self.text(value, _Binds.SUM), "list": self._parameter(name)}
                return self.said(_("{value} is in {list}", **words))
            case OneOf(value=value, options=options):
                literals = [Literally(option) if isinstance(option, str) else option for option in options]
                texts = [
                    self._word(each, value) if isinstance(each, Node) else str(each) for each in literals
                ]
                words = {"value": self.text(value, _Binds.SUM), "list": ", ".join(texts)}
                return self.said(_("{value} is one of {list}", **words))
            case LookUp(table=table, key=key, otherwise=otherwise):
                words = {"table": self._parameter(table), "key": self.text(key, _Binds.OR)}
                return self.said(
                    _("{table} for {key}, else {otherwise}", **words, otherwise=self.text(otherwise))
                )
            case Bands(table=table, value=value):
                return self.said(
                    _(
                        "{table} by the band of {value}",
                        table=self._parameter(table),
                        value=self.text(value, _Binds.OR),
                    )
                )
        raise AssertionError(node)

    def _moment(self, at: MomentOfLaw) -> str:
        return self.said(moment_name(at))


def moment_name(at: MomentOfLaw) -> Message:
    """A day that follows from the date of the law: «2 months before the first day of the quarter»."""
    name = _ANCHORS[at.anchor]
    if at.months:
        name = _shifted_by_months(name, at.months)
    return _shifted_by_days(name, at.days) if at.days else name


def _shifted_by_months(day: Message, count: int) -> Message:
    if count < 0:
        return _n("{n} month before {day}", "{n} months before {day}", -count, day=day)
    return _n("{n} month after {day}", "{n} months after {day}", count, day=day)


def _shifted_by_days(day: Message, count: int) -> Message:
    if count < 0:
        return _n("{n} day before {day}", "{n} days before {day}", -count, day=day)
    return _n("{n} day after {day}", "{n} days after {day}", count, day=day)


def _is_scale(node: Node) -> bool:
    return isinstance(node, Literally) and node.unit == NUMBER


_COUNTED = {"month", "year", "person", "family", "quarter"}
"""Units that a written number does not need to name beside what it multiplies."""
_ROUNDED = {
    Rounding.DOWN: _("rounded down"),
    Rounding.HALF_UP: _("rounded to the nearest"),
    Rounding.UP: _("rounded up"),
}
_GATHERED: dict[str, Callable[[str, str, str], Message]] = {
    "sum": lambda part, where, value: _(
        "sum over each {part}{where}: {value}", part=part, where=where, value=value
    ),
    "any": lambda part, where, value: _(
        "for at least one {part}{where}: {value}", part=part, where=where, value=value
    ),
    "all": lambda part, where, value: _(
        "for each {part}{where}: {value}", part=part, where=where, value=value
    ),
    "largest": lambda part, where, value: _(
        "the largest over each {part}{where}: {value}", part=part, where=where, value=value
    ),
    "smallest": lambda part, where, value: _(
        "the smallest over each {part}{where}: {value}", part=part, where=where, value=value
    ),
}
_ANCHORS = {
    "law_date": _("the date of the law"),
    "month_first": _("the first day of the month"),
    "quarter_first": _("the first day of the quarter"),
    "previous_quarter_first": _("the first day of the quarter before"),
    "previous_quarter_last": _("the last day of the quarter before"),
    "year_first": _("the first day of the year"),
}
