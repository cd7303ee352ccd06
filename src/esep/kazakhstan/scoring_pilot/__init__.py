"""The scoring pilot of 2025: 23 criteria and six categories of wellbeing, apart from the levels A to E."""

from esep.kazakhstan.scoring_pilot.provision import COMPONENTS, Component

__all__ = ["COMPONENTS", "Component"]
