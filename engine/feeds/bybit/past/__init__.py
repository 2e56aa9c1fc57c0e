"""What the venue remembers: histories, refills after a loss, and the list of instruments.

Pure: it puts questions at the feed's desk (`engine.feeds.bybit.rest`) and turns answers into facts.
"""

from engine.feeds.bybit.past.instruments import Instrument, Instruments
from engine.feeds.bybit.past.past import Past

__all__ = ["Instrument", "Instruments", "Past"]
