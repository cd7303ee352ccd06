"""The social payment for the loss of work, from the State Social Insurance Fund."""
