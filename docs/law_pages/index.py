"""The index of the law, the acts that it stands on, and the measures of support."""

from __future__ import annotations

from collections.abc import Iterator

from esep.kazakhstan import ACTS, Cost, Measure, all_measures
from esep.law import Law, content_text
from esep.law.acts import NOT_FOUND
from law_pages.book import Book
from law_pages.markdown import listed, stacked, table, three, told
from law_pages.topics import anchor

_HEAD = """\
Each topic has a page: what a rule says in words and as a formula, where it stands, what it rests on and
what uses it, each value with its source, and cases worked by hand. `esep law` answers the same on the
command line: [Ask the law](../how-to/ask-the-law.md).

Confidence: *confirmed* by a named source; *secondary*, by one unofficial source only; *derived* from
confirmed numbers; *recalled* without a source; *conflicting* sources; *not found*. No act could be read
whole: check a value at adilet.zan.kz before it decides a right.
[What is not confirmed](../explanation/what-is-not-confirmed.md) is listed apart."""


def index_page(book: Book, notice: str) -> str:
    """The page ``reference/law.md``."""
    lines = ["# The law and the measures", "", notice, "", _HEAD, ""]
    lines += ["See also [the acts](law/acts.md) and [the measures of support](law/measures.md).", ""]
    lines += ["## Topics", ""]
    lines += table(
        ("Topic", "What it holds", "Provisions", "Parameters", "Worked cases"),
        (
            (
                f"[{topic.title}](law/{topic.name}.md)",
                topic.about.strip().split("\n\n")[0],
                str(len(topic.provisions)),
                str(len(topic.parameters)),
                str(len(topic.cases)),
            )
            for topic in book.topics
        ),
    )
    lines += ["## Provisions", "", *_provisions(book), "## Parameters", "", *_parameters(book)]
    return "\n".join(lines).rstrip() + "\n"


def _provisions(book: Book) -> Iterator[str]:
    yield from table(
        ("Provision", "Title", "Of", "Unit", "Versions from", "Confidence"),
        (
            (
                book.link(name, folder="law/"),
                stacked(versions[-1].title),
                str(versions[-1].entity),
                str(versions[-1].unit),
                "<br>".join(str(version.first_day) for version in versions),
                versions[-1].act.confidence,
            )
            for name in book.law.names
            for versions in (book.law.versions(name),)
        ),
    )


def _parameters(book: Book) -> Iterator[str]:
    yield from table(
        ("Parameter", "Title", "Unit", "Latest value", "From", "Confidence"),
        (
            (
                book.parameter_link(name, folder="law/"),
                stacked(parameter.title),
                parameter.unit,
                _latest(book.law, name),
                str(parameter.values[-1].first_day),
                parameter.values[-1].confidence,
            )
            for name, parameter in sorted(book.law.parameters.items())
        ),
    )


def _latest(law: Law, name: str) -> str:
    parameter = law.parameters[name]
    content = parameter.values[-1].value
    if content is None:
        return "not in force"
    text = content_text(parameter, content, "en")
    return text if len(text) <= 60 else "a table"


def acts_page(book: Book, notice: str) -> str:
    """The page ``reference/law/acts.md``: each act with its source, and what stands on it."""
    lines = ["# Acts", "", notice, "", "[The law and the measures](../law.md) is the index.", ""]
    for act in ACTS.values():
        lines += [f'<a id="{anchor(act.id)}"></a>', "", f"## {act.name.en}", "", three(act.name), ""]
        lines += [f"- Number here: `{act.id}`", f"- Date: {act.date}"]
        lines += [f"- Edition: {act.edition}"] if act.edition else []
        lines += [f"- Source: {act.source}", f"- Confidence: {act.confidence}"]
        provisions = sorted({p.name for p in book.law.provisions if p.act.id == act.id})
        parameters = sorted(
            name
            for name, parameter in book.law.parameters.items()
            if any(value.act == act.id for value in parameter.values)
        )
        measures = [
            f"[{measure.name.en}](measures.md#{measure.id})"
            for measure in all_measures()
            if measure.act == act.id
        ]
        for heading, found in (
            ("Provisions", [book.link(name) for name in provisions]),
            ("Parameters", [book.parameter_link(name) for name in parameters]),
            ("Measures", measures),
        ):
            lines.append(f"- {heading}: {listed(found)}")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def measures_page(book: Book, notice: str) -> str:
    """The page ``reference/law/measures.md``: the catalogue of support in the order of its offers."""
    lines = ["# Measures of support", "", notice, ""]
    lines += [
        "In the order in which they are offered. [The law and the measures](../law.md) is the index.",
        "",
    ]
    for measure in all_measures():
        lines += _measure(book, measure)
    return "\n".join(lines).rstrip() + "\n"


def _measure(book: Book, measure: Measure) -> Iterator[str]:
    yield from [f"## {measure.id}", "", f"**{measure.name.en}** · {measure.name.kk} · {measure.name.ru}", ""]
    until = f" to {measure.last_day}" if measure.last_day else ""
    article = "article not found" if measure.article == NOT_FOUND else f"art. {measure.article}"
    yield f"- For a {measure.for_whom}; group: *{measure.group}*; from {measure.first_day}{until}"
    yield f"- Condition: `{measure.condition}`"
    if measure.first_for:
        yield f"- First for: `{measure.first_for}`"
    if measure.right:
        yield f"- Right: {book.link(measure.right)}"
    yield f"- Cost: {_cost(book, measure.cost, measure.amount)}"
    yield f"- Provider: {three(measure.provider)}"
    yield f"- Needs: {'; '.join(need.en for need in measure.needs)}"
    yield f"- Act: [{ACTS[measure.act].name.en}](acts.md#{anchor(measure.act)}), {article}"
    yield f"- Source: {measure.source} (*{measure.confidence}*)"
    if measure.note:
        yield f"- Note: {told(measure.note)}"
    yield ""


def _cost(book: Book, cost: Cost, amount: str | None) -> str:
    if amount is not None:
        worth = book.link(amount)
    elif cost.value is None:
        worth = "not known"
    elif cost.unit == "KZT":
        worth = f"{cost.value:,} tenge"
    else:
        worth = f"{cost.value / 100:g} MCI"
    how = {"once": "once", "loan": "lent"}.get(cost.payment, f"a month, {cost.months} months")
    return f"{worth} a {cost.per}, {how}"
