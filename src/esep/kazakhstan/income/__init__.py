"""Income of the quarter before the quarter of application, and income per head (Social Code, art. 127)."""
