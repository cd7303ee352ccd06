"""The known fault of openfisca-core 46.0.1: a family without members moves the persons of the later ones.

Prints JSON: the members that each of three families is found to have when its persons stand in the first
(two) and the third (one), and the total of one tenge a person, by family.
"""

import json

import numpy as np
from openfisca_core.simulations import SimulationBuilder

from targeted_assistance import Kazakhstan

FAMILIES, PERSONS = 3, [0, 0, 2]


def main() -> None:
    """Build the smallest roster that shows it."""
    law = Kazakhstan()
    builder = SimulationBuilder()
    builder.create_entities(law)
    builder.declare_person_entity("person", np.arange(len(PERSONS)))
    families = builder.declare_entity("family", np.arange(FAMILIES))
    builder.join_with_persons(families, np.array(PERSONS), np.full(len(PERSONS), "member"))
    builder.build(law)
    assigned = families.members_entity_id
    print(json.dumps({"given": PERSONS, "found": assigned.tolist()}))


if __name__ == "__main__":
    main()
