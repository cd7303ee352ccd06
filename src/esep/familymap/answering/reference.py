"""The reference page of the JSON form, written from the form itself."""

from __future__ import annotations

from collections.abc import Iterator

from esep.familymap.answering.form import ID, PLACE, REGION, Field, ThingForm, all_forms

_PROSE = """\
A family is an object with its fields and lists of its parts: `members`, who have parts of their own, and
the others named below. The names are those of the law and of [the registers](registers.md). A text holds an
array of families, or one family in each line (JSON Lines); a single family may stand alone. [Answer
families from JSON](../how-to/answer-families-from-json.md) shows how.

* `id` names a family or a member: a text of up to 200 characters or a whole number, unique among the
  families, and among the members of one family. It comes back as text. Who has none is numbered from 1.
* A **required** field must be stated, as in an extract of the registers; any other may be left out and then
  has its default. Only fields that may be empty may be `null`. Of a name that stands twice in one object
  the last value counts.
* Days are written `2026-10-01`. Numbers are whole, in the unit given: `m2/100` is hundredths of a square
  metre.
* Places are codes of the classifier; `000000000` means not known. A family states its `place` or its
  `region`. What the registers derive from a place (region, district, rural, status of the settlement) is
  derived from it, unless it is stated. A member who states neither is registered where the family lives.
* Members belong to the family on the day asked about; who has died by then is not counted.""".splitlines()


def reference_page(notice: str) -> str:
    """The page: what each object may hold."""
    lines = ["# Families as JSON", "", notice, "", *_PROSE, ""]
    for form in all_forms():
        lines += [*_thing(form), ""]
    return "\n".join(lines).rstrip() + "\n"


def _thing(form: ThingForm) -> Iterator[str]:
    yield f"## {form.declared.title.en.capitalize()}"
    yield ""
    yield "| Field | Holds | When left out | Meaning |"
    yield "|---|---|---|---|"
    if form.has_id:
        yield f"| `{ID}` | text or whole number | its number | own name of the {form.declared.title.en} |"
    for field in form.fields:
        yield f"| `{field.name}` | {_holds(field)} | {_silence(field, form)} | {field.declared.title.en} |"
    for name, part in form.parts.items():
        title = part.declared.title.en
        yield f"| `{name}` | list of at most {part.most} | none | each a {title}, see below |"


def _holds(field: Field) -> str:
    column = field.declared
    kinds = {"flag": "true or false", "date": "day", "code": "code of a place", "text": "text"}
    if field.sort == "word":
        held = ", ".join(f"`{word}`" for word in column.values)
    elif field.sort == "number":
        unit = "" if column.unit == "1" else f" `{column.unit}`"
        held = f"{field.least} to {field.most}{unit}"
    else:
        held = kinds[field.sort]
    return f"{held}, or `null`" if field.nullable else held


def _silence(field: Field, form: ThingForm) -> str:
    if field.required:
        return "**required**"
    if field.name in (PLACE, REGION) and form.parts and form.has("settlement_status"):
        return "required, unless the other is stated"
    if field.derived:
        return "from the place"
    return "empty" if field.default is None else f"`{str(field.default).lower()}`"
