"""What variables of a day and of months need: the quarter before a day, and the variables of a module."""

from inspect import getmembers, isclass
from types import ModuleType

from openfisca_core.periods import DateUnit, Instant, Period
from openfisca_core.variables import Variable


def quarter_before(day: Period) -> list[Period]:
    """The three months of the calendar quarter before the one in which the day lies."""
    year, month, _ = day.start
    last = 12 * year + (month - 1) // 3 * 3
    months = [divmod(number, 12) for number in range(last - 3, last)]
    return [Period((DateUnit.MONTH, Instant((of_year, number + 1, 1)), 1)) for of_year, number in months]


def variables_of(module: ModuleType) -> list[type[Variable]]:
    """The variables that a module defines."""
    return [found for _, found in getmembers(module, isclass) if found.__module__ == module.__name__]
