"""A text with everything that was read in it marked, as one page of HTML."""

from esep.reading.results.marked.page import marked_page

__all__ = ["marked_page"]
