"""``python -m esep.kazakhstan`` prints the reference page of the law."""

from __future__ import annotations

import sys

from esep.kazakhstan.reference import reference_page

if __name__ == "__main__":
    sys.stdout.buffer.write(reference_page().encode())
