"""Who works, who looks for work, and who has a steady income."""
