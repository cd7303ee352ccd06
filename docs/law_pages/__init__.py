"""The generated pages of the law: an index, a page for each topic, the acts, the measures, the pictures."""

from law_pages.book import Book, book
from law_pages.charts import picture
from law_pages.index import acts_page, index_page, measures_page
from law_pages.topics import topic_page

__all__ = ["Book", "acts_page", "book", "index_page", "measures_page", "picture", "topic_page"]
