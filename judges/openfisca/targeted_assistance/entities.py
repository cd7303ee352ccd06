"""Who the rules speak of. Only families with members are ever given: see ``empty_families.py``."""

from openfisca_core.entities import build_entity

PERSON = build_entity(key="person", plural="persons", label="Person", is_person=True)
FAMILY = build_entity(
    key="family",
    plural="families",
    label="Persons who keep house together",
    roles=[{"key": "member", "plural": "members", "label": "Members"}],
)
