"""Instructions that name two days: «до 1 мая завершить ремонт и до 1 июня сдать отчёт» told as one duty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from esep.messages import messages_of
from esep.reading.instruction import Instruction
from esep.reading.statement import Doubt

_, _n = messages_of("esep.reading")

TWO_TERMS = "two terms"
"""The rule of these doubts."""
_OF_DAY = re.compile(
    r"(?<!\d)\d{1,2}(?!\d)(?!\s+(?:рабоч\w+\s|календарн\w+\s|жұмыс\s|күнтізбелік\s)?\s*"
    r"(?:дн|день|сут|час|недел|месяц|күн|тәулік|сағат|апта))"
)
"""The number of a day: «до 1 мая»; «в течение 10 дней» beside it is no other day but a duration."""


def doubts_of_terms(text: str, instructions: Sequence[Instruction]) -> Iterator[Doubt]:
    """A doubt about each instruction of which two terms name a day: it falls due by the first of them."""
    for one in instructions:
        if len(one.deadline_spans) < 2:
            continue
        days = [span for span in one.deadline_spans if _OF_DAY.search(text, *span) is not None]
        written = {text[start:end].lower() for start, end in days}
        if len(written) > 1:
            reason = _(
                "“{terms}”: the task names more than one day; it was given the first.",
                terms=one.deadline or "",
            )
            yield Doubt(one.start, one.end, one.quote, reason, TWO_TERMS, one.language)
