"""Social wellbeing of a family: the sum of the eight spheres, and the level A to E (order No. 267)."""
