"""Read official texts and print what they say, one JSON object a line: python -m esep.reading FILE..."""

from __future__ import annotations

import json
import sys

from esep.errors import EsepError
from esep.reading.documents.document import read_document
from esep.reading.reading import read
from esep.reading.results.plain_form import reading_row


def main() -> int:
    """Read the files named on the command line; the exit code is 0, or that of the first error."""
    try:
        for path in sys.argv[1:]:
            row = reading_row(path, read(read_document(path).text))
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    except EsepError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
