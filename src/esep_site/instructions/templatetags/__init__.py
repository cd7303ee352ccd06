"""Words of instructions in templates."""
