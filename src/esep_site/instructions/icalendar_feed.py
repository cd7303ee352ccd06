"""A feed of terms as iCalendar (RFC 5545): whole-day events that calendar programs subscribe to.

Nothing here knows of the database.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 75
"""Octets of a line (RFC 5545, 3.1); longer ones are folded."""


@dataclass(frozen=True)
class Event:
    """A whole day: ``uid`` stays the same for ever, ``sequence`` grows with every change (3.8.7.4)."""

    uid: str
    day: datetime.date
    summary: str
    description: str
    url: str
    changed: datetime.datetime
    sequence: int = 0
    is_cancelled: bool = False


def calendar(name: str, events: Iterable[Event], language: str) -> str:
    """The whole feed; lines end with CR LF."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Esep//Instructions//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME;LANGUAGE={language}:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ]
    for event in events:
        lines += _event(event, language)
    lines.append("END:VCALENDAR")
    return "".join(folded(line) + "\r\n" for line in lines)


def _event(event: Event, language: str) -> list[str]:
    after = event.day + datetime.timedelta(days=1)
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(event.uid)}",
        f"DTSTAMP:{event.changed.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY;LANGUAGE={language}:{escaped(event.summary)}",
        f"DESCRIPTION;LANGUAGE={language}:{escaped(event.description)}",
        f"URL:{event.url}",
        f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    """A text as a value (3.3.11); control signs but line ends and tabs are left out."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(each for each in kept if each in "\n\t" or (ord(each) >= 32 and ord(each) != 127))
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        kept = kept.replace(sign, written)
    return kept


def folded(line: str) -> str:
    """A line cut after at most 75 octets, never within a letter; what follows begins with a space."""
    pieces: list[str] = []
    piece, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece += letter
        size += octets
    return "\r\n".join([*pieces, piece])
