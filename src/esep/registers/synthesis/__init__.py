"""A seeded made-up region whose register extracts meet published margins."""

from esep.registers.synthesis.published_region import region_of
from esep.registers.synthesis.region import synthesize
from esep.registers.synthesis.report import MarginResult, SynthesisReport
from esep.registers.synthesis.spec import Figure, RegionSpec, load_spec, zhambyl

__all__ = [
    "Figure",
    "MarginResult",
    "RegionSpec",
    "SynthesisReport",
    "load_spec",
    "region_of",
    "synthesize",
    "zhambyl",
]
