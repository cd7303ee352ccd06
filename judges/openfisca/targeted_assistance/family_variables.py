"""The poverty line, the income per head and the assistance of a family."""

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from targeted_assistance.entities import FAMILY


def nearest(amount):
    """To the nearest tenge, a half upwards."""
    return np.floor(amount + 0.5)


class region(Variable):
    value_type = int
    entity = FAMILY
    definition_period = DateUnit.ETERNITY
    label = "First two digits of the region's code in the classifier of places"


class median_income(Variable):
    value_type = float
    entity = FAMILY
    definition_period = DateUnit.ETERNITY
    label = "Median income of the region, KZT a month; 0 where it is not published"


class family_size(Variable):
    value_type = int
    entity = FAMILY
    definition_period = DateUnit.DAY
    label = "Members"

    def formula(family, period, parameters):
        return family.nb_persons()


class dependent_children(Variable):
    value_type = int
    entity = FAMILY
    definition_period = DateUnit.DAY
    label = "Dependent children"

    def formula(family, period, parameters):
        return family.sum(family.members("dependent_child", period))


class young_children(Variable):
    value_type = int
    entity = FAMILY
    definition_period = DateUnit.DAY
    label = "Children of 1 to 6"

    def formula(family, period, parameters):
        return family.sum(family.members("young_child", period))


class family_income(Variable):
    value_type = float
    entity = FAMILY
    definition_period = DateUnit.DAY
    label = "Counted income of the members in the quarter before, KZT"

    def formula(family, period, parameters):
        return family.sum(family.members("counted_income", period))


class income_per_head(Variable):
    value_type = float
    entity = FAMILY
    definition_period = DateUnit.DAY
    label = "Income of the quarter before by members and by three months, KZT a month"

    def formula(family, period, parameters):
        return family("family_income", period) / family("family_size", period) / 3


class regional_minimum(Variable):
    value_type = float
    entity = FAMILY
    definition_period = DateUnit.DAY
    label = "Subsistence minimum of the region, KZT a month and head"

    def formula(family, period, parameters):
        """What the region announced, else the minimum of the budget law."""
        of_day = parameters(period)
        here = family("region", period)
        minimum = np.full(len(here), float(of_day.budget_minimum))
        for code, figures in _regions(of_day):
            if figures.announced:
                minimum[here == code] = figures.announced
        return minimum

    def formula_2023_07_01(family, period, parameters):
        """What the region announced, else the country's figure in the region's proportion to it."""
        of_day = parameters(period)
        here = family("region", period)
        country = of_day.statistical_minimum
        minimum = np.full(len(here), float(country))
        for code, figures in _regions(of_day):
            proportion = nearest(10_000 * figures.printed / figures.printed_of_country)
            minimum[here == code] = figures.announced or nearest(country * proportion / 10_000)
        return minimum


def _regions(of_day):
    return [(int(name.removeprefix("region_")), of_day.regions[name]) for name in of_day.regions]


class poverty_line(Variable):
    value_type = float
    entity = FAMILY
    definition_period = DateUnit.DAY
    label = "Poverty line, KZT a month and head"

    def formula(family, period, parameters):
        """A share of the minimum."""
        return nearest(family("regional_minimum", period) * parameters(period).percent_of_minimum / 100)

    def formula_2025_01_01(family, period, parameters):
        """The larger of a share of the median income and a share of the minimum."""
        of_day = parameters(period)
        by_minimum = family("regional_minimum", period) * of_day.percent_of_minimum / 100
        by_median = family("median_income", period) * of_day.percent_of_median / 100
        return nearest(np.maximum(by_minimum, by_median))


class below_poverty_line(Variable):
    value_type = bool
    entity = FAMILY
    definition_period = DateUnit.DAY
    label = "Income per head is below the line"

    def formula(family, period, parameters):
        return family("income_per_head", period) < family("poverty_line", period)


class targeted_assistance(Variable):
    value_type = float
    entity = FAMILY
    definition_period = DateUnit.DAY
    label = "Targeted assistance, KZT a month, before it is rounded"

    def formula(family, period, parameters):
        """The shortfall per head times the members."""
        gap = family("poverty_line", period) - family("income_per_head", period)
        return family("below_poverty_line", period) * gap * family("family_size", period)

    def formula_2019_04_01(family, period, parameters):
        """The shortfall per head for each adult, the whole line for each child."""
        line, children = family("poverty_line", period), family("dependent_children", period)
        gap = line - family("income_per_head", period)
        adults = family("family_size", period) - children
        return family("below_poverty_line", period) * (gap * adults + line * children)

    def formula_2020_01_01(family, period, parameters):
        """The shortfall per head times the members again."""
        gap = family("poverty_line", period) - family("income_per_head", period)
        return family("below_poverty_line", period) * gap * family("family_size", period)


class child_supplement(Variable):
    value_type = float
    entity = FAMILY
    definition_period = DateUnit.DAY
    label = "Supplement for children of 1 to 6, KZT a month, before it is rounded; before 2023 none in money"

    def formula_2023_01_01(family, period, parameters):
        """One and a half MCI for each."""
        of_day = parameters(period)
        each = of_day.supplement_in_mci * of_day.mci
        return family("below_poverty_line", period) * family("young_children", period) * each
