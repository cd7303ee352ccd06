"""Places of Kazakhstan: the classifier of territorial objects (KATO), its names and its tree."""

from esep.places.edition import Edition, Places, load_places, places
from esep.places.kinds import Kind
from esep.places.mentions import Mention, find_in_text, find_wide, narrowed
from esep.places.place import Level, Place, SettlementStatus, settlement_status
from esep.places.population import Population, population_of
from esep.places.tile_map import Tile, tiles

__all__ = [
    "Edition",
    "Kind",
    "Level",
    "Mention",
    "Place",
    "Places",
    "Population",
    "SettlementStatus",
    "Tile",
    "find_in_text",
    "find_wide",
    "load_places",
    "narrowed",
    "places",
    "population_of",
    "settlement_status",
    "tiles",
]
