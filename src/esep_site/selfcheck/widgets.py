"""Fields of a form as HTML, written at once: the self-check has hundreds of them, and templates are slow."""

from __future__ import annotations

from copy import copy
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


class Line(forms.TextInput):
    """One line of text."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, **_renderer: Any
    ) -> SafeString:
        """The tag ``input``."""
        shown = "" if value in (None, "") else f' value="{escape(value)}"'
        return mark_safe(f'<input type="text" name="{escape(name)}"{shown}{_with(self, attrs)}>')


class _SharedChoices:
    """Copies of a widget share its choices, of which a form has hundreds."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        copied = copy(self)
        copied.attrs = self.attrs.copy()  # type: ignore[attr-defined]
        memo[id(self)] = copied
        return copied


class Choice(_SharedChoices, forms.Select):
    """A list from which one is chosen."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, **_renderer: Any
    ) -> SafeString:
        """The tag ``select`` with its options."""
        chosen = "" if value is None else str(value)
        options = "".join(
            f'<option value="{escape(code)}"{_mark("selected", code, chosen)}>{escape(label)}</option>'
            for code, label in self.choices
        )
        return mark_safe(f'<select name="{escape(name)}"{_with(self, attrs)}>{options}</select>')


class Picks(_SharedChoices, forms.RadioSelect):
    """A few answers beside one another, of which one is picked."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, **_renderer: Any
    ) -> SafeString:
        """Buttons in a ``div`` that has the id."""
        marks = self.build_attrs(self.attrs, attrs)
        id_ = escape(marks.pop("id", ""))
        invalid = flatatt({key: marks[key] for key in ("aria-invalid",) if key in marks})
        buttons = "".join(
            f'<div><label for="{id_}_{at}"><input type="radio" name="{escape(name)}" value="{escape(code)}" '
            f'id="{id_}_{at}"{_mark("checked", code, value)}{invalid}> {escape(label)}</label></div>'
            for at, (code, label) in enumerate(self.choices)
        )
        return mark_safe(f'<div id="{id_}">{buttons}</div>')


def _with(widget: forms.Widget, attrs: dict[str, Any] | None) -> str:
    return flatatt(widget.build_attrs(widget.attrs, attrs))


def _mark(word: str, code: object, chosen: object) -> str:
    return f" {word}" if str(code) == chosen else ""
