"""The order book as the REST side tells it, for comparison with the one that a stream built."""

import msgspec

from engine.feeds.bybit.rest.verdicts import Result


class RestBook(msgspec.Struct, frozen=True, kw_only=True):
    """One state of a book, best levels first, in the venue's decimal text.

    ``u`` counts as the 1000-level stream does, so only a book of that depth can be compared by it;
    books of other depths are comparable at the same ``seq`` or ``cts`` (matching engine,
    milliseconds). ``ts`` is when the venue's server made the answer, milliseconds.
    """

    symbol: str = msgspec.field(name="s")
    bids: list[tuple[str, str]] = msgspec.field(name="b")
    asks: list[tuple[str, str]] = msgspec.field(name="a")
    ts: int
    u: int
    seq: int
    cts: int = 0


_books = msgspec.json.Decoder(RestBook)


def read_rest_book(result: Result) -> RestBook:
    """The ``result`` of ``/v5/market/orderbook``.

    Raises
    ------
    msgspec.MsgspecError
        If it is not the documented one.
    """
    return _books.decode(result.raw)
