"""The reference of the API as a page for people, from its own document.

python -m esep_site.api_reference
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any

Document = Mapping[str, Any]
JSON = "application/json"


def reference_page(document: Document, notice: str) -> str:
    """The page of an OpenAPI document: every address, then every form."""
    lines = ["# The API", "", notice, "", document["info"]["description"], ""]
    lines += ["The same for programs: `GET /api/v1/openapi.json` (OpenAPI 3.1).", ""]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            lines += _operation(path, method, operation)
    lines += ["## Forms", ""]
    for name, form in sorted(document["components"]["schemas"].items()):
        lines += _form(name, form)
    return "\n".join(lines).rstrip() + "\n"


def _operation(path: str, method: str, operation: Document) -> Iterator[str]:
    yield from (f"## {method.upper()} {path}", "", operation["description"], "")
    rule = operation["x-permission"]
    told = {"public": "everybody", "signed in": "everybody with a key or a session"}
    yield f"Who: {told.get(rule, f'who has the permission “{rule}”, with a key or a session')}."
    yield ""
    if operation["parameters"]:
        yield from ("| Parameter | In | Value | Meaning |", "|---|---|---|---|")
        for each in operation["parameters"]:
            needed = "" if each["required"] else " (may be left out)"
            meaning = f"{each.get('description', '')}{needed}"
            yield f"| `{each['name']}` | {each['in']} | {_value(each['schema'])} | {meaning} |"
        yield ""
    if body := operation.get("requestBody"):
        yield f"Body: {_value(body['content'][JSON]['schema'])}."
        yield ""
    answers = operation["responses"]
    good = [status for status in answers if int(status) < 400]
    told = ", ".join(f"{status}: {_value(answers[status]['content'][JSON]['schema'])}" for status in good)
    wrong = ", ".join(str(status) for status in sorted(int(each) for each in answers) if status >= 400)
    yield from (f"Answers {told}; problems {wrong}.", "")


def _form(name: str, form: Document) -> Iterator[str]:
    yield from (f"### {name}", "", form.get("description", ""), "")
    yield from ("| Field | Value | Meaning |", "|---|---|---|")
    required = form.get("required", ())
    for field, value in form.get("properties", {}).items():
        meaning = value.get("description", "")
        if field not in required:
            default = value.get("default")
            shown = "" if default in (None, [], "") else f", else `{json.dumps(default)}`"
            meaning = f"{meaning} May be left out{shown}.".strip()
        yield f"| `{field}` | {_value(value)} | {meaning} |"
    yield ""


def _value(schema: Document) -> str:
    """What a value may be, in few words."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(_value(each) for each in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{each}`" for each in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if schema.get("type") == "array":
        return f"list of {_value(schema['items'])}"
    kind = {"date": "date"}.get(schema.get("format", ""), str(schema.get("type", "anything")))
    bounds = [
        f"{word} {schema[key]}"
        for key, word in (
            ("minimum", "from"),
            ("maximum", "to"),
            ("minLength", "from characters:"),
            ("maxLength", "to characters:"),
        )
        if key in schema
    ]
    pattern = f" `{schema['pattern']}`".replace("|", "\\|") if "pattern" in schema else ""
    return " ".join([kind, *bounds]) + pattern


def main(notice: str) -> None:
    """Write the page to standard output; no database is asked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esep_site.settings")
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    import django

    django.setup()
    from esep_site.api import api

    sys.stdout.write(reference_page(json.loads(json.dumps(api.get_openapi_schema())), notice))


if __name__ == "__main__":
    main(*sys.argv[1:])
