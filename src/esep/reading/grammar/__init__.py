"""The words of Kazakh and Russian in official texts: forms, phrases of numbers, people, bodies."""
