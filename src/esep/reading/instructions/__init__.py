"""The tasks of prose: who is told by whom to do what by when."""
