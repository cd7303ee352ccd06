"""Write dates in full in Kazakh, Russian and English."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from esep.messages import Language

_PATTERNS = {"kk": "y 'жылғы' d MMMM", "ru": "d MMMM y 'года'", "en": "d MMMM y"}


def written_date(day: date, language: Language) -> str:
    """A date in full: «2026 жылғы 1 қазан», «1 октября 2026 года», "1 October 2026"."""
    return str(format_date(day, _PATTERNS[language], locale=language))
