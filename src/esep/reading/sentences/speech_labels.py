"""Who speaks by a label: «Д. АСАНОВ: …» in transcripts, «[12.11.2025, 08:47] Асанов: …» in chats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from esep.reading.sentences.sentence import Sentence

_BIG = "[А-ЯЁӘҒҚҢӨҰҮҺІ]"
_INITIALS = rf"(?:{_BIG}\.\s?){{1,2}}"
_SURNAME = rf"{_BIG}[\w-]+"
_STAMP = r"\[?\d{1,2}[./]\d{1,2}[./]\d{2,4},?\s+\d{1,2}:\d{2}(?::\d{2})?\]?\s*(?:[–—-]\s*)?"
_LABEL = re.compile(
    rf"(?:{_STAMP}(?P<sender>[^\d:.!?\n]{{2,60}})"
    rf"|(?P<man>(?:{_INITIALS}\s?{_SURNAME}|{_SURNAME}\s{_INITIALS})(?:,[^\d:.!?\n]{{3,90}})?)"
    rf"|(?P<part>{_BIG}{{4,}})(?:\s*\([^)\n]*\))?)\s*:\s"
)
"""A sender behind a time, a man with his initials, or a part of a talk: «ВОПРОС (газета): »."""


@dataclass(frozen=True)
class SpeechLabel:
    """Who speaks, named in characters ``start`` to ``end``; ``name`` is None for «ВОПРОС:»."""

    start: int
    end: int
    name: str | None


def speech_labels(text: str, sentences: Sequence[Sentence]) -> list[SpeechLabel | None]:
    """The label under which each sentence is said: that of its paragraph, or in a talk the last before it.

    One label alone makes no talk: it serves its own paragraph.
    """
    own = [_own(text, sentence) if ":" in sentence.text else None for sentence in sentences]
    if not any(own):
        return [None] * len(sentences)
    opens = [
        not number or "\n" in text[sentences[number - 1].end : sentence.start]
        for number, sentence in enumerate(sentences)
    ]
    own = [label if is_first else None for label, is_first in zip(own, opens, strict=True)]
    is_talk = sum(label is not None for label in own) > 1
    found: list[SpeechLabel | None] = []
    now: SpeechLabel | None = None
    for label, is_first in zip(own, opens, strict=True):
        if is_first and not is_talk:
            now = None
        now = label or now
        found.append(now)
    return found


def _own(text: str, sentence: Sentence) -> SpeechLabel | None:
    match = _LABEL.match(text, sentence.start)
    if match is None:
        return None
    group = match.lastgroup or ""
    return SpeechLabel(
        match.start(group), match.end(group), None if group == "part" else match[group].strip()
    )
