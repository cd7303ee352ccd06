"""The allowance of mothers awarded «Күміс алқа» or «Алтын алқа»."""
