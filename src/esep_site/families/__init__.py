"""The family map in a browser: overview, districts, families, snapshots, what-if, self-check."""
