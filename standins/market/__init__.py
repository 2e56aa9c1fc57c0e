"""A market and a chain that are made up, but always in the same way from the same seed.

Nothing in this package asks a clock, opens a socket or keeps a file (``keeping.py`` alone writes
the small state that lets the next start continue): time is passed in, chance comes from a seed,
and the same seed gives the same bytes. The stand-ins beside it (``standins.bybit``,
``standins.ethereum``) put these facts into the words of a venue.
"""
