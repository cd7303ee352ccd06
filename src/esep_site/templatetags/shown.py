"""Numbers, dates and names as pages show them, by the same writers as the library's documents."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, cast

from django import template
from django.conf import settings
from django.template.base import Variable
from django.templatetags.i18n import do_translate
from django.urls import translate_url
from django.utils import timezone
from django.utils.translation import get_language

from esep.language import format_number
from esep.language.dates import written_date
from esep.messages import Language
from esep.places import places

register = template.Library()


def _language() -> Language:
    return cast(Language, (get_language() or "kk")[:2])


@register.filter
def number(value: Decimal | int | None, decimals: int | None = None) -> str:
    """«16 211,5»; a dash for nothing."""
    return "–" if value is None else format_number(value, _language(), places=decimals)


@register.filter
def share(value: float | None, decimals: int = 1) -> str:
    """A share of one as a percentage: «14,6 %»."""
    return (
        "–"
        if value is None
        else f"{format_number(Decimal(str(100 * value)), _language(), places=decimals)}\u00a0%"
    )


@register.filter
def day(value: datetime.date | None) -> str:
    """A date in full."""
    return "–" if value is None else written_date(value, _language())


@register.filter
def moment(value: datetime.datetime | None) -> str:
    """A moment on the clock of the site: «08.03.2026 14:05»."""
    return "–" if value is None else timezone.localtime(value).strftime("%d.%m.%Y %H:%M")


@register.filter
def place(code: str) -> str:
    """The name of a place by its code."""
    known = places()
    return known.get(code).in_language(_language()) if code in known else code


@register.tag("translate")
def kept_translation(parser: template.base.Parser, token: template.base.Token) -> template.Node:
    """Django's own tag; a plain sentence is looked up once for each language, since a page has a hundred."""
    node = do_translate(parser, token)
    said = node.filter_expression
    plain = isinstance(said.var, Variable) and said.var.literal is not None and not said.filters
    return Sentence(node) if plain and not (node.noop or node.asvar or node.message_context) else node


class Sentence(template.Node):
    """A sentence of a template without values."""

    def __init__(self, node: template.Node) -> None:
        self._node = node
        self._said: dict[str | None, str] = {}

    def render(self, context: template.Context) -> str:
        """The sentence in the language of the page."""
        language = get_language()
        said = self._said.get(language)
        if said is None:
            said = self._said[language] = self._node.render(context)
        return said


@register.simple_tag(takes_context=True)
def in_language(context: Any, code: str) -> str:
    """The address of this very page in another language."""
    request = context.get("request")
    return translate_url(request.get_full_path(), code) if request else "/"


@register.simple_tag
def own_names_of_languages() -> list[tuple[str, str]]:
    """Codes of the languages with the name of each in itself: who looks for English looks for "English"."""
    return list(settings.LANGUAGES)
