"""Pages of a PDF that are shown turned: places as a person sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FARTHEST = 1_000_000.0
"""Points, beyond which nothing is on a page; a broken file may put a letter anywhere, and nowhere (NaN)."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


@dataclass(frozen=True)
class Turn:
    """A page turned clockwise by 0, 90, 180 or 270 ``degrees`` to be read; its origin stays where it is."""

    degrees: int

    @property
    def upright(self) -> int:
        """How signs are turned on the page that stand upright when it is read."""
        return -self.degrees % 360

    @property
    def sideways(self) -> tuple[int, int]:
        """How signs are turned that then run up or down."""
        return (self.upright + 90) % 360, (self.upright + 270) % 360

    def point(self, x: float, y: float) -> Point:
        """A point of the page as it is shown."""
        return {90: (y, -x), 180: (-x, -y), 270: (-y, x)}.get(self.degrees, (x, y))

    def box(self, edges: Sequence[float]) -> Box:
        """A box of the page as it is shown."""
        left, bottom, right, top = edges
        (x, y), (other_x, other_y) = self.point(left, bottom), self.point(right, top)
        return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)
