"""How a family's income stands to the subsistence minimum and to the poverty line."""
