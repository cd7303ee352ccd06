"""Places of Kazakhstan: the classifier of territorial objects (KATO), its names and its tree."""

from esep.places.edition import Edition, Places, load_places, places
from esep.places.kinds import Kind
from esep.places.mentions import Mention, find_in_text
from esep.places.place import Level, Place, SettlementStatus, settlement_status

__all__ = [
    "Edition",
    "Kind",
    "Level",
    "Mention",
    "Place",
    "Places",
    "SettlementStatus",
    "find_in_text",
    "load_places",
    "places",
    "settlement_status",
]
