"""The state allowance for the loss of a breadwinner, in shares of the subsistence minimum."""
