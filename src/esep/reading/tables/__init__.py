"""What the tables of a document say: statements from their cells, instructions from plans of work."""
