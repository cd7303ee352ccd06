"""The page of one topic: its provisions, its parameters over time, its worked cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from esep.kazakhstan import ACTS
from esep.law import Parameter, Provision, content_text, formula_lines, rests_on, value_text
from esep.law.acts import NOT_FOUND
from esep.law.cases import Case
from esep.law.parameters import DatedValue
from esep.law.values import entries_of, entry_text
from esep.law.vocabulary import FAR_DATE
from esep.places import places
from esep.support import Use, uses_of
from law_pages.book import Book, Topic
from law_pages.charts import is_drawn
from law_pages.markdown import listed, table, three, told

FOLDED = 6
"""A list of more cases than this is folded away until somebody opens it."""


def topic_page(book: Book, topic: Topic, notice: str) -> str:
    """The page in Markdown."""
    lines = [f"# {topic.title}", "", notice, "", told(topic.about.strip()), ""]
    for heading, names, link in (
        ("Provisions", topic.provisions, book.link),
        ("Parameters", topic.parameters, book.parameter_link),
    ):
        if names:
            lines += [f"**{heading}:** {listed(link(name) for name in names)}", ""]
    if topic.cases:
        lines += [f"[Worked cases](#worked-cases): {len(topic.cases)}", ""]
    if topic.provisions:
        lines += ["## Provisions", ""]
        for name in topic.provisions:
            lines += _provision(book, topic, name)
    if topic.parameters:
        lines += ["## Parameters", ""]
        for name in topic.parameters:
            lines += _parameter(book, book.law.parameters[name])
    if topic.cases:
        lines += ["## Worked cases", "", *_cases(book, topic)]
    page = "\n".join(lines).rstrip() + "\n"
    return page.replace(f"]({topic.name}.md#", "](#")


def _provision(book: Book, topic: Topic, name: str) -> Iterator[str]:
    versions = book.law.versions(name)
    first = versions[0]
    yield from [f"### {name}", "", f"**{first.title.en}** · {first.title.kk} · {first.title.ru}", ""]
    yield f"Of a {first.entity}; {_unit(first)}."
    yield ""
    for version in reversed(versions):
        yield from _version(book, version)
    ground = rests_on(book.law, name)
    yield f"- Rests on provisions: {listed(book.link(each) for each in ground.provisions)}"
    yield f"- Rests on parameters: {_near_and_far(book, ground.parameters, ground.all_parameters)}"
    yield f"- Rests on columns of the registers: {listed(f'`{each}`' for each in ground.columns)}"
    yield from _uses(book, uses_of(name, "provision"))
    yield from _cases_of(book, topic, name)
    yield ""


def _unit(version: Provision) -> str:
    if version.unit.type == "int":
        return f"in {version.unit.in_language('en') or 'whole numbers'}"
    return {"bool": "yes or no", "date": "a date", "text": "a word"}[version.unit.type]


def _version(book: Book, version: Provision) -> Iterator[str]:
    until = "" if version.last_day == FAR_DATE else f" to {version.last_day}"
    edition = f", edition {version.act.edition}" if version.act.edition else ""
    yield f"**From {version.first_day}{until}.** {_act(version.act.id, version.article)}{edition}. "
    yield f"Source: {_source(version.act.source, version.act.confidence)}"
    yield ""
    yield told(version.formula)
    yield ""
    lines = formula_lines(version.body, book.law, "en", book.named_in(version))
    yield from _quoted(lines)
    yield ""


def _quoted(lines: list[str]) -> Iterator[str]:
    """The formula, each line on a line of its own."""
    for at, line in enumerate(lines, start=1):
        yield f"> {line}" + ("\\" if at < len(lines) else "")


def _act(id: str, article: str) -> str:
    if id not in ACTS:
        return "Act not found"
    where = "article not found" if article == NOT_FOUND else f"art. {article}" if article else ""
    return f"[{ACTS[id].name.en}](acts.md#{anchor(id)})" + (f", {where}" if where else "")


def anchor(id: str) -> str:
    """The place of an act on the page of acts."""
    kept = "".join(
        sign if sign.isascii() and sign.isalnum() else "-" for sign in id.replace("п", "p").lower()
    )
    return "act-" + "-".join(part for part in kept.split("-") if part)


def _source(source: str, confidence: str) -> str:
    return "not found" if source == NOT_FOUND else f"{source} (*{confidence}*)"


def _near_and_far(book: Book, near: tuple[str, ...], far: tuple[str, ...]) -> str:
    further = [book.parameter_link(each) for each in far if each not in near]
    own = listed(book.parameter_link(each) for each in near)
    return f"{own}; through others {', '.join(further)}" if further else own


def _uses(book: Book, uses: Iterable[Use]) -> Iterator[str]:
    found = list(uses)
    own = [book.link(use.name) for use in found if use.kind == "provision" and use.itself]
    yield f"- Used by provisions: {listed(own)}"
    measures = [_measure(use) for use in found if use.kind == "measure"]
    columns = [book.link(use.name) for use in found if use.kind == "column"]
    offers = [f"*{use.name}*" for use in found if use.kind == "offer"]
    if measures:
        yield f"- Decides measures: {listed(measures)}"
    if columns:
        yield f"- Columns of the family map: {listed(columns)}"
    if offers:
        yield f"- Decides to whom groups of measures are offered: {listed(offers)}"


def _measure(use: Use) -> str:
    assert use.title is not None
    return f"[{use.title.en}](measures.md#{use.name})"


def _cases_of(book: Book, topic: Topic, name: str) -> Iterator[str]:
    found = book.cases_of(name)
    if not found:
        yield "- Worked cases: –"
        return
    yield f"- Worked cases: {len(found)}"
    yield ""
    rows = []
    for home, number, case in found:
        page = "" if home is topic else f"{home.name}.md"
        shown = _expected(book, name, case.expect[name])
        rows.append((f"[{case.name}]({page}#{home.anchor(number)})", str(case.on), shown))
    if len(found) > FOLDED:
        yield from ["<details><summary>The cases</summary>", ""]
    yield from table(("Case", "On", "Answer"), rows)
    if len(found) > FOLDED:
        yield from ["</details>", ""]


def _expected(book: Book, name: str, expected: Any) -> str:
    """An answer with its unit; of persons one for each."""
    unit = book.law.versions(name)[0].unit
    if isinstance(expected, list):
        return "; ".join(value_text(each, unit, "en") for each in expected) or "–"
    return "–" if expected is None else value_text(expected, unit, "en")


def _cases(book: Book, topic: Topic) -> Iterator[str]:
    for number, case in enumerate(topic.cases, start=1):
        yield f'<a id="{topic.anchor(number)}"></a>'
        yield ""
        yield f"**{number}. {case.name[:1].upper()}{case.name[1:]}**, on {case.on}"
        yield ""
        yield from ["```yaml", _given(case).rstrip(), "```", ""]
        answers = (
            f"{book.link(name) if name in book.law.names else f'`{name}`'} = {_expected(book, name, value)}"
            for name, value in case.expect.items()
        )
        yield "; ".join(answers)
        yield ""
        yield f"{told(case.worked)} Source: {case.source}"
        yield ""


def _given(case: Case) -> str:
    """What the case gives, as its author wrote it: what is silent is the default of the vocabulary."""
    given = case.model_dump(exclude={"name", "on", "expect", "worked", "source"}, exclude_defaults=True)
    if case.family is None:
        given["family"] = None
    plain = {key: list(value) if isinstance(value, tuple) else value for key, value in given.items()}
    if not plain:
        return "family: {}"
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=100, default_flow_style=None)


def _parameter(book: Book, parameter: Parameter) -> Iterator[str]:
    name = parameter.name
    if name in book.law.names:
        yield from [f'<a id="{book.anchor(name)}"></a>', ""]
    yield from [
        f"### {name}",
        "",
        f"**{parameter.title.en}** · {parameter.title.kk} · {parameter.title.ru}",
        "",
    ]
    if is_drawn(parameter):
        first, last = parameter.values[0], parameter.values[-1]
        about = f"{parameter.title.en}: {_content(parameter, first)} from {first.first_day}"
        about += f", {_content(parameter, last)} from {last.first_day}"
        yield from [f"![{about}](pictures/{name}.svg)", ""]
        if any(value.confidence != "confirmed" for value in parameter.values if value.value is not None):
            yield from ["A full point is a confirmed value, a hollow one is not.", ""]
    yield from table(
        ("From", "Value", "Act", "Source", "Confidence", "Note"),
        (_value(parameter, value) for value in reversed(parameter.values)),
    )
    yield from _uses(book, uses_of(name, "parameter"))
    near = book.law.used_by(name, "parameter")
    through = [each for each in book.law.depends_on(name, "parameter") if each not in near]
    if through:
        yield f"- Through these decides: {listed(book.link(each) for each in through)}"
    yield ""


def _value(parameter: Parameter, value: DatedValue) -> tuple[str, ...]:
    until = f" to {value.last_day}" if value.last_day else ""
    return (
        f"{value.first_day}{until}",
        _content(parameter, value),
        _act(value.act, value.article),
        value.source,
        value.confidence,
        value.note,
    )


def _content(parameter: Parameter, value: DatedValue) -> str:
    """One value as it is; a table or bands one entry below the other."""
    if value.value is None:
        return "not in force"
    entries = entries_of(parameter, value.value, "en")
    if "" in entries or not entries:
        return content_text(parameter, value.value, "en")
    return "<br>".join(f"{_key(key)}: {entry_text(parameter, entry, 'en')}" for key, entry in entries.items())


def _key(key: str) -> str:
    """A key of a table; a place by its name."""
    if key.isdigit() and len(key) == 9 and key in places():
        return f"{places().get(key).names.en} ({key})"
    return key


__all__ = ["anchor", "three", "topic_page"]
