"""A made-up region with made-up texts, to try everything on."""

from esep.demo.making import DATE, PLACE, SEED, Demo, make_demo, make_region, write_settings

__all__ = ["DATE", "PLACE", "SEED", "Demo", "make_demo", "make_region", "write_settings"]
