"""Word lists: what a YAML file of the package says, held against a class that tells its form.

msgspec reads them and not pydantic, which takes a tenth of a second to be imported and to build its models
before the first text is read. Files that people of a region write are read by pydantic, which names every
fault at once.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec


class WordList(msgspec.Struct, forbid_unknown_fields=True, eq=False, dict=True):
    """Content of a word list: a class of this has a field for each of its annotations.

    A field with a default may be left out; a field without an annotation may not be there. Lists are read
    once and shared, so nobody may change one.
    """


List = TypeVar("List", bound=WordList)


def word_list(kind: type[List], content: object) -> List:
    """``content``, plain values of YAML, as a list of its ``kind``.

    Raises msgspec.ValidationError, which names the place of the first fault: «Expected `str`, got `int` - at
    `$.patterns[3].find`».
    """
    return msgspec.convert(content, kind)
