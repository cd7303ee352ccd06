"""What is known of a person, and what the rules make of it."""

from datetime import date

from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from targeted_assistance.entities import PERSON
from targeted_assistance.period_variables import quarter_before


class birth_date(Variable):
    value_type = date
    entity = PERSON
    definition_period = DateUnit.ETERNITY
    label = "Date of birth"


class stands_as_child(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.ETERNITY
    label = "Child, grandchild or ward in the family; not its head, spouse or parent"


class studies_full_time(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.ETERNITY
    label = "Full-time student"


class receipts(Variable):
    value_type = float
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Wages, business, pensions, alimony, household plot, sales, rent and other receipts, KZT"


class scholarships(Variable):
    value_type = float
    entity = PERSON
    definition_period = DateUnit.MONTH
    label = "Scholarships, KZT"


class age(Variable):
    value_type = int
    entity = PERSON
    definition_period = DateUnit.DAY
    label = "Full years on the day"

    def formula(person, period, parameters):
        """Full months first: a month is full when its day is reached; twelve of them are a year."""
        born = person("birth_date", period)
        month_of_birth = born.astype("datetime64[M]")
        day_of_birth = (born - month_of_birth.astype("datetime64[D]")).astype(int) + 1
        month = 12 * (period.start.year - 1970) + period.start.month - 1
        months = month - month_of_birth.astype(int) - (day_of_birth > period.start.day)
        return months // 12


class dependent_child(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.DAY
    label = "A minor, or a full-time student under 23, who stands as a child in the family"

    def formula(person, period, parameters):
        years, ages = person("age", period), parameters(period).ages
        student = person("studies_full_time", period) * (years < ages.student_limit)
        return person("stands_as_child", period) * ((years < ages.majority) + student)


class young_child(Variable):
    value_type = bool
    entity = PERSON
    definition_period = DateUnit.DAY
    label = "From 1 to 6 years, both included"

    def formula(person, period, parameters):
        years, ages = person("age", period), parameters(period).ages
        return (years >= ages.supplement_from) * (years <= ages.supplement_to)


class counted_income(Variable):
    value_type = float
    entity = PERSON
    definition_period = DateUnit.DAY
    label = "Counted income of the quarter before, KZT"

    def formula(person, period, parameters):
        scholarships_count = parameters(period).scholarships_count
        income = person.empty_array()
        for month in quarter_before(period):
            income = income + person("receipts", month)
            if scholarships_count:
                income = income + person("scholarships", month)
        return income
