"""Faults a test can order from the node; post one as JSON to ``/control/faults``.

Example: ``{"fault": "reorg", "depth": 2}``. To add one: a class here, its name in `Fault`, what it
does in `standins.ethereum.node`, its test.
"""

from msgspec import Struct


class Reorg(Struct, tag_field="fault", tag="reorg"):
    """Replace the newest ``depth`` blocks; all new heads are announced, lowest first."""

    depth: int = 1


class MissingHead(Struct, tag_field="fault", tag="missing_head"):
    """Do not announce the next ``heads`` blocks; they can be asked for all the same."""

    heads: int = 1


class DuplicateHead(Struct, tag_field="fault", tag="duplicate_head"):
    """Announce the next ``heads`` blocks twice each."""

    heads: int = 1


class Lag(Struct, tag_field="fault", tag="lag"):
    """Answer the next ``calls`` questions for a block or its receipts with null.

    So a load-balanced node behaves that has not yet seen the head another one announced.
    ``not_processed`` answers with Alchemy's error text instead of null.
    """

    calls: int = 1
    not_processed: bool = False


class TooMany(Struct, tag_field="fault", tag="too_many"):
    """Answer the next ``calls`` requests with 429: on a socket without an id, as Alchemy does."""

    calls: int = 1


class DropSubscriptions(Struct, tag_field="fault", tag="drop_subscriptions"):
    """Forget every subscription; the sockets stay open and quiet."""


class Close(Struct, tag_field="fault", tag="close"):
    """Cut every socket without a close frame: the client sees code 1006."""


class Mine(Struct, tag_field="fault", tag="mine"):
    """Let ``blocks`` blocks come at once, for tests that will not wait twelve seconds."""

    blocks: int = 1


Fault = Reorg | MissingHead | DuplicateHead | Lag | TooMany | DropSubscriptions | Close | Mine
