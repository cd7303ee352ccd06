"""Figures of what the text says was not done: «Не создано 500 рабочих мест», «350 пәтер салынбады».

Such a figure is a fact of the text, but no achievement; who reads on must be told.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from esep.language.kazakh import analyse
from esep.messages import messages_of
from esep.reading.grammar.morphology import russian_word
from esep.reading.sentences.sentence import Sentence
from esep.reading.statement import Doubt, Statement, doubt_of

_, _n = messages_of("esep.reading")

_DENIED_RU = re.compile(r"\bне\s+(?:был[аио]?\s+)?(\w+)", re.IGNORECASE)
_DENIED_KK = re.compile(
    r"\b\w+[ғгқк][ае]н\s+(?:жоқ|емес)\b|\b\w+[мбп][ае](?:ды|ді)\b"
    r"|\b\w+[мбп][ае][ғгқк][ае]н(?=\s*(?:[.,;:!?)»]|\Z|еді\b|болатын\b|екен\b))",
    re.IGNORECASE,
)
"""At the end of a clause: «кәмелетке толмаған бала» tells of the child."""
_MAY_DENY = {
    "ru": re.compile(r"н(?<!\w.)е\s"),
    "kk": re.compile(r"[мбпже](?:[ае](?:ды|ді|[ғгқк][ае]н)|оқ|мес)"),
}
"""What every sentence that denies has, in small letters; it begins with a letter, which is found quickly."""
DENIED = "denied"
"""The rule of these doubts."""
_STOP = re.compile(r"[,;:]\s|[()«»–—]")


def doubts_of_denied(statements: Sequence[Statement], sentences: Sequence[Sentence]) -> Iterator[Doubt]:
    """A doubt about each fact that the verb of its clause denies."""
    starts = [sentence.start for sentence in sentences]
    for statement in statements:
        if statement.kind != "fact" or statement.is_change or statement.quantity.approximation:
            continue
        at = bisect_right(starts, statement.start) - 1
        if at >= 0 and _is_denied(sentences[at], statement):
            reason = _("“{quote}”: the text says that this was not done.", quote=statement.quote)
            yield doubt_of(statement, reason, DENIED)


def _is_denied(sentence: Sentence, statement: Statement) -> bool:
    if _MAY_DENY[sentence.language].search(sentence.text.lower()) is None:
        return False
    start, end = statement.start - sentence.start, statement.end - sentence.start
    if sentence.language == "kk":
        following = sentence.text[end:]
        found = _DENIED_KK.search(following)
        return found is not None and _denies(found.group()) and not _STOP.search(following[: found.start()])
    for found in _DENIED_RU.finditer(sentence.text):
        if russian_word(found[1].lower()).past:
            first, last = (found.end(), start) if found.end() <= start else (end, found.start())
            if not _STOP.search(sentence.text[first:last]):
                return True
    return False


def _denies(words: str) -> bool:
    return " " in words or analyse(words)[0].negative
