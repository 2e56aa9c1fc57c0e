"""Venues as pictures write them."""

VENUES = {"bybit": "Bybit perp"}
