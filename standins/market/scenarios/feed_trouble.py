"""A market as any other, on a venue that has a bad day."""

from standins.market.scenario import Scenario, Trouble

BOOK, TRADES = "orderbook.50.ETHUSDT", "publicTrade.ETHUSDT"

SCENARIO = Scenario(
    name="feed-trouble",
    story=(
        "The market is like any other, its venue is not. From the first minute on a frame of the "
        "order book is lost, then one comes twice, then a snapshot comes unasked; the venue's "
        "service starts again, every connection is cut, and at last the book falls silent while "
        "everything else goes on. A product that is honest says what it does not know."
    ),
    venue=(
        Trouble(at_s=60, fault={"fault": "drop", "topic": BOOK}),
        Trouble(at_s=80, fault={"fault": "duplicate", "topic": BOOK}),
        Trouble(at_s=100, fault={"fault": "snapshot", "topic": BOOK}),
        Trouble(at_s=120, fault={"fault": "restart", "topic": BOOK}),
        Trouble(at_s=150, fault={"fault": "close"}),
        Trouble(at_s=190, fault={"fault": "stale", "topic": BOOK}),
        Trouble(at_s=220, fault={"fault": "garbage", "topic": TRADES}),
        Trouble(at_s=250, fault={"fault": "silence", "topic": BOOK, "seconds": 40}),
    ),
)
