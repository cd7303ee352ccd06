"""Who says the figures of a sentence: «– деді аудан әкімі», «По словам …», speech that goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from esep.language.remembered import Sieve
from esep.reading.grammar.sentence_language import TextLanguage
from esep.reading.sentences.passage import Passage
from esep.reading.sentences.sentence import Sentence
from esep.reading.sentences.speech_labels import speech_labels
from esep.yaml_texts import packaged_yaml

_BIG = "[А-ЯЁӘҒҚҢӨҰҮҺІ]"
_NAME = rf"(?P<name>(?:[^,.;:!?«»\"()\d–]|(?<=\b{_BIG})\.){{2,90}}?(?<!\s{_BIG})(?<!\.{_BIG}))"
"""Words without marks but the full stops of initials, which are not cut: «вице-министр Иванов А.Б.»."""
_MOST_WORDS = 12
"""Words in the name and office of one who speaks."""
_IN = re.compile(r"^во?\s+")
"""«Как сообщили в управлении»."""
_OPENS_SPEECH = re.compile(r"[«\"“]")
_DASH = re.compile(r"(?:^|\n)\s*[–—-]\s*$")
_LINE = 12
"""Characters before a sentence in which a dash that opens speech is sought."""


@cache
def speaker_content(language: TextLanguage) -> dict[str, Any]:
    """``speakers.yaml`` of one language."""
    read: dict[str, Any] = packaged_yaml(__package__, "speakers.yaml")
    content: dict[str, Any] = read[language]
    return content


@cache
def _patterns(language: TextLanguage) -> tuple[re.Pattern[str], ...]:
    content = speaker_content(language)
    return tuple(
        re.compile(
            pattern.replace("{said}", content["said"])
            .replace("{name}", _NAME)
            .replace("{officer}", content.get("officer", ""))
        )
        for pattern in content["patterns"]
    )


@cache
def _hints(language: TextLanguage) -> re.Pattern[str]:
    """What every sentence that names a speaker has."""
    content = speaker_content(language)
    more = "По словам|По данным|По информации|По сведениям|По сообщению|По мнению|Со слов"
    return re.compile(
        content["said"]
        + ("|" + more if language == "ru" else "|інше\\b|ынша\\b|қарағанда|[аеө]ндей\\b|андай\\b")
    )


@cache
def _hinting(language: TextLanguage) -> Sieve:
    """Tells the words of which every sentence that names a speaker has one."""
    hint = _hints(language).pattern
    # Of «атап өтті» the first word tells, of «По словам» the second: «по» is everywhere.
    word = re.compile(re.sub(r"По |Со | \w+", "", hint))
    return Sieve(lambda key: word.search(key) is not None)


def speaker_in(sentence: Sentence) -> str | None:
    """Who says the sentence, as written; None when it names nobody."""
    if _hints(sentence.language).search(sentence.text) is None:
        return None
    for pattern in _patterns(sentence.language):
        found = pattern.search(sentence.text)
        if found is not None:
            name = _IN.sub("", found.group("name").strip())
            if name and len(name.split()) <= _MOST_WORDS:
                return name
    return None


def speakers_of(text: str, passages: Sequence[Passage]) -> list[str | None]:
    """The speaker of each sentence: named in it, or at the end of the speech that it belongs to.

    Else the one whose label it stands under. A pronoun («– деді ол») stands for the last speaker named.
    """
    found: list[str | None] = []
    last: str | None = None
    sentences = [passage.sentence for passage in passages]
    labels = speech_labels(text, sentences)
    for number, sentence in enumerate(sentences):
        is_hinted = _hinting(sentence.language).of(passages[number].keys)
        name = speaker_in(sentence) if is_hinted else None
        if name is not None and name.split()[0].lower() in speaker_content(sentence.language)["pronouns"]:
            name = last
        last = name or last
        found.append(name)
        if name is not None:
            for earlier in _speech_before(text, sentences, number):
                found[earlier] = found[earlier] or name
    names = (None if label is None else label.name for label in labels)
    return [own or name for own, name in zip(found, names, strict=True)]


def _speech_before(text: str, sentences: Sequence[Sentence], number: int) -> list[int]:
    """The sentences right before that belong to the speech which ends here; [] when it began here."""
    reached: list[int] = []
    if _begins_speech(text, sentences[number]):
        return reached
    for earlier in range(number - 1, max(-1, number - _MOST_WORDS), -1):
        if "\n" in text[sentences[earlier].end : sentences[earlier + 1].start]:
            return []
        reached.append(earlier)
        if _begins_speech(text, sentences[earlier]):
            return reached
    return []


def _begins_speech(text: str, sentence: Sentence) -> bool:
    before = text[max(0, sentence.start - _LINE) : sentence.start]
    return bool(_OPENS_SPEECH.match(sentence.text) or _DASH.search(before))
