"""``whale labels``: who addresses belong to."""
