"""Pages of people: signing in, the own account, accounts and roles, the audit log."""
