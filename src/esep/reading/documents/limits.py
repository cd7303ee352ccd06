"""How large a document may be, and why. Anything larger is refused before it is opened."""

from __future__ import annotations

LARGEST_TEXT_FILE = 10_000_000
"""Bytes of a TXT or HTML file: forty times the longest yearly report of a region known to us."""

LARGEST_DOCX_FILE = 50_000_000
"""Bytes of a DOCX file: a report with a hundred photographs fits."""

LARGEST_DOCX_INFLATED = 300_000_000
"""Bytes of all parts of a DOCX together, unpacked: what a small office computer holds in memory at ease."""

LARGEST_DOCX_XML = 60_000_000
"""Bytes of one XML part, unpacked: it is parsed whole, and takes ten times its size in memory."""

LARGEST_DOCX_RATIO = 200
"""Unpacked to packed size of a DOCX part above :data:`SMALL_PART`: text packs 20 to 1, a bomb 1000 to 1."""

SMALL_PART = 1_000_000
"""Bytes of a part so small that its ratio does not matter: an almost empty style sheet packs very well."""

MOST_DOCX_PARTS = 5_000
"""Parts in a DOCX: a picture is one part, a text has about twenty more."""

LARGEST_PDF_FILE = 100_000_000
"""Bytes of a PDF: a printed yearly report with photographs fits."""

MOST_PDF_PAGES = 1_000
"""Pages of a PDF: a budget with all its annexes fits; at 10 ms a page it is read in 10 s."""

LARGEST_TEXT = 5_000_000
"""Characters of text in one document: two thousand pages."""
