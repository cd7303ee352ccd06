"""A family's explanation told: as text, as one page of HTML, as JSON; in Kazakh, Russian and English."""

from esep.familymap.telling.page import explanation_page
from esep.familymap.telling.plain import explanation_json
from esep.familymap.telling.sentences import refusal_lines, told_text

__all__ = ["explanation_json", "explanation_page", "refusal_lines", "told_text"]
