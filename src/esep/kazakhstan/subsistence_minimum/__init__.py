"""The subsistence minimum of a family's region that the poverty line is a share of."""
