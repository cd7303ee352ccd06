"""Who a family is made of."""
