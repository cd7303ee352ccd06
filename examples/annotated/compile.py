"""Makes the text and the annotation of each ``.marked`` file beside it.

``python examples/annotated/compile.py [FILE...]`` writes ``NAME.txt`` and ``NAME.json``; without files it
takes every ``.marked`` file of ``open`` and ``held``. The form of the marks is told in README.md.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from constructs import NEGATIVES, constructs_of_figure, constructs_of_instruction  # noqa: E402

CLOSING = {"[": "]", "{": "}", "<": ">"}
KINDS = ("fact", "plan", "target", "change")
TYPES = ("order", "obligation", "commitment")
BLANKS = {"&nbsp;": "\u00a0", "&thinsp;": "\u2009", "&nnbsp;": "\u202f", "&shy;": "\u00ad"}
MONTHS = (
    "қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қыркүйег|қазан|қараша|желтоқсан|"
    "qa(?:ń|ñ|n')tar|aqpan|na(?:u|ý|y')ryz|s(?:ä|á|a')(?:u|ý|y')[iı]r|mamyr|ma(?:u|ý|y')sym|(?:sh|ş|s')[iı]lde|"
    "tamyz|qyrk(?:ü|ú|u')(?:i|ı|i')e|qazan|qara(?:sh|ş|s')a|jeltoqsan|"
    "январ|феврал|март|апрел|ма[яйе]|июн|июл|август|сентябр|октябр|ноябр|декабр"
)
FOUND_BY_FORM = (
    ("date", re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d{1,2}[ \u00a0](?:" + MONTHS + r")\w*")),
    ("list number", re.compile(r"(?m)^\d{1,2}(?:\.\d{1,2})*[.)](?= )")),
    ("year", re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")),
)
MULTIPLIERS = (
    (1e9, r"млрд|миллиард|mlrd|m[ıi]'?ll[ıi]'?ard"),
    (1e6, r"млн|миллион|mln|m[ıi]'?ll[ıi]'?on"),
    (1e3, r"тыс|мың|my[ńñn]"),
)


class Unsound(Exception):
    """The marks of a file are wrong; the sentence says where."""


def compile_marked(source: str, name: str) -> tuple[str, dict[str, Any]]:
    """The plain text of a marked source and its annotation. Raises `Unsound`."""
    head, _, body = source.partition("---\n")
    header = dict(re.split(r":\s*", line, maxsplit=1) for line in head.splitlines() if line.strip())
    for code, blank in BLANKS.items():
        body = body.replace(code, blank)
    text, marks = _strip(body, name)
    figures = _figures(text, [m for m in marks if m[0] == "["], header, name)
    instructions = _instructions(text, [m for m in marks if m[0] == "{"], name)
    negatives = _negatives(text, [m for m in marks if m[0] == "<"], figures)
    _account_for_digits(text, figures + negatives, name)
    for item in figures:
        item["constructs"] = sorted({*item["constructs"], *constructs_of_figure(item, figures, text, header)})
    for item in instructions:
        item["constructs"] = sorted({*item["constructs"], *constructs_of_instruction(item, header)})
    annotation = {
        "doc": name,
        "text_file": f"{name}.txt",
        "body_char_offset": 0,
        "lang": name.rsplit("_", 1)[1],
        "figures": figures,
        "instructions": instructions,
        "hard_negatives": negatives,
    }
    return text, annotation


Mark = tuple[str, int, int, list[str]]


def _strip(body: str, name: str) -> tuple[str, list[Mark]]:
    """The text without marks, and each mark: its bracket, the span in that text, its fields."""
    text: list[str] = []
    opened: list[tuple[str, int]] = []
    marks: list[Mark] = []
    at = 0
    while at < len(body):
        letter = body[at]
        if letter in CLOSING:
            opened.append((letter, len(text)))
        elif letter == "|":
            if not opened:
                raise Unsound(f"{name}: fields without a mark at {body[at - 30 : at + 30]!r}")
            bracket, start = opened.pop()
            end = body.index(CLOSING[bracket], at)
            fields = [field.strip() for field in body[at + 1 : end].split(";")]
            if any(opening in body[at:end] for opening in CLOSING):
                raise Unsound(f"{name}: a mark is not closed: {body[at:end]!r}")
            marks.append((bracket, start, len(text), fields))
            at = end
        elif letter in CLOSING.values():
            raise Unsound(f"{name}: a mark without fields at {body[max(at - 30, 0) : at + 30]!r}")
        else:
            text.append(letter)
        at += 1
    if opened:
        raise Unsound(f"{name}: {opened} never closed")
    return "".join(text), sorted(marks, key=lambda mark: (mark[1], -mark[2]))


def _named(fields: list[str]) -> dict[str, str]:
    return dict(field.split("=", 1) for field in fields if "=" in field)


def _listed(named: dict[str, str]) -> list[str]:
    return [word for word in named.get("c", "").split(",") if word]


def _figures(text: str, marks: list[Mark], header: dict[str, str], name: str) -> list[dict[str, Any]]:
    labels = {_named(fields).get("id", ""): number for number, (_, _, _, fields) in enumerate(marks)}
    return [_figure(text, number, mark, labels, header, name) for number, mark in enumerate(marks)]


def _figure(
    text: str, number: int, mark: Mark, labels: dict[str, int], header: dict[str, str], name: str
) -> dict[str, Any]:
    _, start, end, fields = mark
    quote, named = text[start:end], _named(fields)
    said = fields[0].split()
    amount, words = said[0], said[1:]
    approximation = next((word for word in words if word in ("more", "less", "about")), None)
    sign = {"more": ">", "less": "<", "about": "~", None: None}[approximation]
    flags = [word for word in words if word != approximation]
    kind = next((word for word in flags if word in KINDS), "fact")
    units = [word for word in flags if word not in (*KINDS, "ch", "opt", "asis")]
    if len(units) != 1 or ("of" in named and named["of"] not in labels):
        raise Unsound(f"{name}: {quote!r} has the fields {fields}")
    low, _, high = amount.partition("..")
    item: dict[str, Any] = {
        "id": number,
        "quote": quote,
        "start": start,
        "end": end,
        "num_start": start + (found.start() if (found := re.search(r"\d", quote)) else 0),
        "value": None if high else _number(amount),
        "value_low": _number(low) if high else None,
        "value_high": _number(high) if high else None,
        "approx": sign is not None,
        "approx_type": sign,
        "is_change": kind == "change" or "ch" in flags,
        "unit": units[0],
        "what": next((field for field in fields[1:] if "=" not in field), None),
        "programme": _default(named, header, "programme"),
        "place": _default(named, header, "place"),
        "period": _default(named, header, "period"),
        "kind": kind,
        "part_of": labels[named["of"]] if "of" in named else None,
    }
    if "opt" in flags:
        item["optional"] = True
    if "note" in named:
        item["note"] = named["note"]
    item["constructs"] = _listed(named)
    if "asis" not in flags:
        _check_value(item, name)
    return item


def _default(named: dict[str, str], header: dict[str, str], key: str) -> str | None:
    value = named.get(key, header.get(key, "-"))
    return None if value == "-" else value


def _number(written: str) -> int | float:
    return float(written) if "." in written else int(written)


def _check_value(item: dict[str, Any], name: str) -> None:
    """A quote of one number in digits and at most one multiplier must have the value that is told."""
    quote = item["quote"]
    numbers = re.findall(r"\d+(?:[ \u00a0\u2009\u202f]\d{3})*(?:[.,]\d+)?", quote)
    if len(numbers) != 1 or item["value"] is None:
        return
    value = float(re.sub(r"\s", "", numbers[0]).replace(",", "."))
    for factor, words in MULTIPLIERS:
        if re.search(rf"(?:^|[\W\d])(?:{words})", quote, re.IGNORECASE):
            value *= factor
    if re.match(r"(?i)минус\b|[-−–] ?\d", quote):
        value = -value
    if abs(value - item["value"]) > 1e-6 * max(abs(value), 1):
        raise Unsound(f"{name}: {quote!r} is {value:.12g}, not {item['value']}")


def _instructions(text: str, marks: list[Mark], name: str) -> list[dict[str, Any]]:
    items = []
    for number, (_, start, end, fields) in enumerate(marks):
        named, said = _named(fields), fields[0].split()
        if said[0] not in TYPES or set(said[1:]) - {"opt"} or set(named) - {"by", "to", "when", "do", "c"}:
            raise Unsound(f"{name}: {text[start:end]!r} has the fields {fields}")
        item: dict[str, Any] = {
            "id": number,
            "quote": text[start:end],
            "start": start,
            "end": end,
            "issuer": named.get("by"),
            "addressee": named.get("to"),
            "action": named.get("do"),
            "deadline": named.get("when"),
            "type": said[0],
        }
        if "opt" in said:
            item["optional"] = True
        item["constructs"] = _listed(named)
        items.append(item)
    return items


def _negatives(text: str, marks: list[Mark], figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    taken = [(item["start"], item["end"]) for item in figures]
    spans = []
    for _, start, end, fields in marks:
        spans.append((start, end, fields[0]))
        taken.append((start, end))
    for reason, form in FOUND_BY_FORM:
        for found in form.finditer(text):
            if not any(start < found.end() and found.start() < end for start, end in taken):
                spans.append((found.start(), found.end(), reason))
                taken.append(found.span())
    return [
        {
            "quote": text[start:end],
            "start": start,
            "end": end,
            "reason": reason,
            "constructs": [NEGATIVES[reason]],
        }
        for start, end, reason in sorted(spans)
    ]


def _account_for_digits(text: str, items: list[dict[str, Any]], name: str) -> None:
    for found in re.finditer(r"\d+", text):
        if not any(item["start"] <= found.start() and found.end() <= item["end"] for item in items):
            around = text[max(found.start() - 30, 0) : found.end() + 30]
            raise Unsound(f"{name}: nobody accounts for {found.group()} in {around!r}")


def main(paths: list[str]) -> None:
    """Compile the files that are named, or all."""
    files = [Path(path) for path in paths] or sorted(
        path for folder in ("open", "held") for path in (HERE / folder).glob("*.marked")
    )
    for file in files:
        text, annotation = compile_marked(file.read_text("utf8"), file.stem)
        file.with_suffix(".txt").write_text(text, "utf8")
        lines = json.dumps(annotation, ensure_ascii=False, indent=1)
        file.with_suffix(".json").write_text(lines + "\n", "utf8")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Unsound as fault:
        sys.exit(str(fault))
