"""The main text of an HTML page, without menus, banners and footers."""

from __future__ import annotations

import trafilatura

from esep.errors import UnreadableDocument
from esep.messages import messages_of

_, _n = messages_of(__package__)


def html_text(page: str, file: str) -> str:
    """The paragraphs and tables of the page's article, a line each; table cells are parted by ``|``.

    Raises UnreadableDocument when the page has no article.
    """
    text = trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True)
    if not text:
        raise UnreadableDocument(
            _("{file} has no main text. Save the text of the page itself as TXT or DOCX.", file=file)
        )
    return str(text)
