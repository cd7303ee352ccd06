"""Which benefits a family or a person draws on the date of the law."""
