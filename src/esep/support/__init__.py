"""Support: the rights that a family does not draw and the measures that fit it."""

from esep.support.cards import Offer, offers_to_family
from esep.support.households import Drawn, Home, Household, Member, Receipt, months_asked
from esep.support.offering import law_with_offers, offered
from esep.support.proposals import Proposals, open_proposals, propose
from esep.support.reasons import reason
from esep.support.self_check import Help, self_check
from esep.support.tables import QUERIES
from esep.support.uses import Use, uses_of

__all__ = [
    "QUERIES",
    "Drawn",
    "Help",
    "Home",
    "Household",
    "Member",
    "Offer",
    "Proposals",
    "Receipt",
    "Use",
    "law_with_offers",
    "months_asked",
    "offered",
    "offers_to_family",
    "open_proposals",
    "propose",
    "reason",
    "self_check",
    "uses_of",
]
