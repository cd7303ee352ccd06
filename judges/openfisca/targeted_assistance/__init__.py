"""Targeted social assistance of Kazakhstan, 2018 to 2026, as a country package of OpenFisca.

Written from the acts as they are told in print, not from Esep: the figures in ``parameters/`` were typed from
the sources named there. It is a judge of Esep's arithmetic and dates, not a second reading of the law: where
the acts leave a choice open (who stands as a child, which figure is the minimum of a quarter that was never
published), it takes the choice that Esep declares.
"""

from pathlib import Path

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from targeted_assistance import family_variables, person_variables
from targeted_assistance.entities import FAMILY, PERSON
from targeted_assistance.period_variables import variables_of


class Kazakhstan(TaxBenefitSystem):
    """Two entities, dated parameters and about ten formulas."""

    def __init__(self) -> None:
        super().__init__([PERSON, FAMILY])
        self.load_parameters(str(Path(__file__).parent / "parameters"))
        self.add_variables(*variables_of(person_variables), *variables_of(family_variables))
