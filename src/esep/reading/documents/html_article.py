"""What belongs to the article of an HTML page: its heading does, lists of other news do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from esep.yaml_texts import packaged_yaml

_HEADINGS = ("h2", "h3", "h4", "h5", "h6", "b", "strong", "p", "div", "span")
_LISTS = ("ul", "ol", "div", "section")
_DATED = re.compile(r"\d{1,2}[.:]\d{2}\b|\d{1,2} \w+ (?:19|20)\d\d\b")
_PARTS = re.compile(r"\s+[|—–-]\s+|\s*[|»]\s*")
"""What parts the title of a page from the name of its site: «Школа открыта | Новости»."""
_LONGEST_HEADING = 60
_LEAST_TITLE = 20
"""Letters of a title that is no name of a site."""
_LEAST_SHARED = 3
"""Words that an article shares with its heading."""
_STEM = 5
"""Letters by which two forms of a word are one."""
_LEAST_LINKED = 0.5
"""Share of the letters of an item that its link holds, where the item leads to another page."""


def heading_of(tree: Any, body: str) -> str | None:
    """The one ``<h1>`` of a page that heads its article, whose text is ``body``; None where none is sure to.

    The page's ``<title>`` repeats it, or the article its words; the name of the site heads no article.
    """
    title = next((said_by(one) for one in tree.iter("title")), "")
    found = [said for one in tree.iter("h1") if (said := said_by(one)) and not _is_of_site(one)]
    if len(found) != 1 or found[0] in body:
        return None
    own, *others = [part.strip(" .…") for part in _PARTS.split(title)]
    if found[0] in own or (len(own) >= _LEAST_TITLE and own in found[0]):
        return found[0]
    if any(found[0] in other for other in others):
        return None
    return found[0] if len(_beginnings(found[0]) & _beginnings(body)) >= _LEAST_SHARED else None


def _is_of_site(heading: Any) -> bool:
    """Whether a heading stands in the head of the site, and not over an article."""
    around = [heading, *heading.iterancestors()]
    return any(
        one.tag in ("header", "nav", "footer", "a") or "logo" in one.get("class", "") for one in around
    )


def _beginnings(said: str) -> set[str]:
    """How the longer words of a text begin."""
    return {word[:_STEM] for word in re.findall(r"[^\W\d_]+", said.lower()) if len(word) >= _STEM}


def drop_other_news(tree: Any) -> None:
    """Take the lists of other news out of the page: a heading that says so, over links or dated items."""
    for heading in [one for one in tree.iter(*_HEADINGS) if _names_other_news(one)]:
        below = heading.getnext()
        if (
            below is None
            and heading.getparent() is not None
            and said_by(heading.getparent()) == said_by(heading)
        ):
            below = heading.getparent().getnext()  # the heading has a box of its own
        if below is not None and below.tag in _LISTS and _leads_away(below):
            below.drop_tree()
            heading.drop_tree()


def said_by(element: Any) -> str:
    """The text of an element in one line."""
    return " ".join("".join(element.itertext()).split())


def _names_other_news(element: Any) -> bool:
    said = said_by(element)
    return len(said) <= _LONGEST_HEADING and _other_news().fullmatch(said) is not None


@cache
def _other_news() -> re.Pattern[str]:
    return re.compile("|".join(packaged_yaml(__package__, "words.yaml")["other_news"]), re.IGNORECASE)


def _leads_away(element: Any) -> bool:
    """Whether all items are links, or begin with a day or an hour: the text of an article does neither."""
    items = [one for one in _items(element) if said_by(one)]
    return bool(items) and all(_DATED.match(said_by(one)) or _is_link(one) for one in items)


def _items(element: Any) -> Iterator[Any]:
    listed = list(element.iter("li"))
    yield from listed or (child for child in element if isinstance(child.tag, str))


def _is_link(item: Any) -> bool:
    links = [item] if item.tag == "a" else item.iter("a")
    linked = sum(len(said_by(link)) for link in links)
    return linked >= _LEAST_LINKED * len(said_by(item))
