"""What nodes have been seen to do wrong, as orders to the one on loopback."""

from typing import Any

Order = tuple[str, dict[str, Any]]


def mine(blocks: int = 1) -> Order:
    return "mine", {"blocks": blocks}


def fault(name: str, **fields: object) -> Order:
    return name, fields


SEEN: Order = ("seen", {})
"""Wait until the feed has told the chain's head."""


HEALED: dict[str, tuple[Order, ...]] = {
    "nothing at all": (mine(3),),
    "heads that are not announced": (fault("missing_head", times=2), mine(4)),
    "heads announced twice": (fault("duplicate_head", times=2), mine(3)),
    "heads out of order": (fault("late_head", times=2), mine(4)),
    "a head spelled as in the old documents": (fault("old_spelling"), mine()),
    "a head under an id nobody was given": (mine(), SEEN, fault("ghost_head"), mine()),
    "a reorganisation before its blocks were read": (mine(4), fault("reorg", depth=3)),
    "a reorganisation below the first block that was told": (fault("reorg", depth=1),),
    "a reorganisation while answers are slow": (
        fault("slow", by_s=0.02, times=6),
        mine(4),
        fault("reorg", depth=2),
    ),
    "a reorganisation while heads are missing": (
        mine(3),
        SEEN,
        fault("missing_head", times=3),
        mine(),
        fault("reorg", depth=2),
    ),
    "a reorganisation while the line was cut": (
        mine(3),
        SEEN,
        fault("refuse", times=2, status=503),
        fault("close"),
        fault("reorg", depth=2),
    ),
    "a block that is null after its head": (fault("lag", times=3), mine()),
    "a block that is not processed yet": (fault("lag", times=3, not_processed=True), mine()),
    "a node that is behind for a while": (fault("lag", seconds=0.2), mine()),
    "receipts that come later than their block": (fault("no_receipts"), mine()),
    "a block whose transactions are hashes only": (fault("hashes_only"), mine()),
    "a transaction of an unknown type": (fault("unknown_type", kind="0x7e"), mine()),
    "an error of the server": (
        fault("server_trouble", times=3, methods=["eth_getBlockByHash"]),
        mine(),
    ),
    "a question that gets no answer": (fault("swallow"), mine()),
    "too many requests": (fault("too_many", times=2), mine()),
    "answers that come late": (fault("slow", by_s=0.05, times=4), mine(2)),
    "a free account": (fault("free_tier"), mine(3)),
    "a frame nobody can read": (fault("garbage"), mine()),
    "subscriptions that timed out": (fault("time_out_subscriptions"), mine(2)),
    "a connection cut without a word": (mine(), fault("close"), mine(2)),
    "a connection closed in order": (mine(), fault("close", code=1012), mine(2)),
    "a connection that died and stayed open": (mine(), fault("silence"), mine(2)),
    "a door that is shut for a while": (fault("refuse", times=2), fault("close"), mine(2)),
}
"""Each is over in the end; the account of the chain is then true, whatever it was."""

LEDGER = {
    "heads that are not announced": "came unannounced",
    "heads out of order": "came unannounced",
    "a head under an id nobody was given": "under an id that was never given",
    "a reorganisation while heads are missing": "came unannounced",
    "a reorganisation while the line was cut": "connection lost: ",
    "subscriptions that timed out": "the node ended the subscription: timed out",
    "a connection cut without a word": "connection lost: ",
    "a connection closed in order": "(1012)",
    "a connection that died and stayed open": "connection lost: no frame for",
    "a door that is shut for a while": "connection lost: ",
}
"""What names a fault that left a hole for a while; the others leave none."""


RETRACTED: dict[str, tuple[int, tuple[Order, ...]]] = {
    "another head of the same height": (1, (fault("reorg", depth=1),)),
    "three blocks": (3, (fault("reorg", depth=3),)),
    "a longer branch": (2, (fault("reorg", depth=2, longer=3),)),
    "a branch told by its tip alone": (3, (fault("reorg", depth=3, tip_only=True),)),
    "two in a row": (6, (fault("reorg", depth=2), mine(), SEEN, fault("reorg", depth=4))),
    "a rival that does not stay": (2, (fault("rival"), SEEN)),
}
"""How many blocks leave the chain, and by what."""
