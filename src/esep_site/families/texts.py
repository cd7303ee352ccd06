"""Sentences that are kept in the database: in each language, since it is not known who will read them."""

from __future__ import annotations

from django.utils.translation import gettext, override

from esep.messages import LANGUAGES, Message


def in_each_language(text: Message | str) -> dict[str, str]:
    """``{"kk": …, "ru": …, "en": …}`` of a sentence of the library, or of one of the site's own."""
    if isinstance(text, Message):
        return {language: text.in_language(language) for language in LANGUAGES}
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = gettext(text)
    return found
