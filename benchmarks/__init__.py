"""How fast Esep is: programs that print a table, each beside its bar and a peer of the same minute."""
