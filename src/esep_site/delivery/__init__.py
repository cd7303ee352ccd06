"""The ledger of delivery: programmes, projects, jobs, roads, zones, agreements, budgets, and whether they
are done."""
