"""Which logs and transactions a filter lets through."""

from standins.ethereum.errors import INVALID_PARAMS, RpcError
from standins.ethereum.source import Json

MOST_ADDRESSES = 1_000


def rows(value: object) -> list[Json]:
    """The objects of a list; empty for anything else."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def logs_in(receipts: list[Json] | None, wanted: Json) -> list[Json]:
    """Logs that meet a filter of addresses and topics."""
    logs = [log for receipt in receipts or [] for log in rows(receipt.get("logs"))]
    return [log for log in logs if log_meets(log, wanted)]


def log_meets(log: Json, wanted: Json) -> bool:
    """Addresses are alternatives; topics are positions, null is any, a list is alternatives."""
    addresses = _alternatives(wanted.get("address"))
    if addresses and str(log["address"]).lower() not in addresses:
        return False
    topics = log["topics"]
    given = wanted.get("topics")
    if not isinstance(given, list) or not isinstance(topics, list):
        return True
    if len(given) > len(topics):
        return False
    positions = [
        (_alternatives(one), str(topic)) for one, topic in zip(given, topics, strict=False)
    ]
    return all(not alternatives or topic in alternatives for alternatives, topic in positions)


def mined_meets(transaction: Json, wanted: Json) -> bool:
    """A filter of ``alchemy_minedTransactions``: any object; within one, both ends must fit."""
    objects = rows(wanted.get("addresses"))
    return not objects or any(
        all(str(transaction.get(end)).lower() == str(one[end]).lower() for end in one)
        for one in objects
    )


def pending_meets(transaction: Json, wanted: Json) -> bool:
    """A filter of ``alchemy_pendingTransactions``: any sender or any receiver that was named."""
    senders = _alternatives(wanted.get("fromAddress"))
    receivers = _alternatives(wanted.get("toAddress"))
    if not senders and not receivers:
        return True
    return (
        str(transaction.get("from")).lower() in senders
        or str(transaction.get("to")).lower() in receivers
    )


def check_addresses(wanted: Json) -> None:
    """Refuse a filter that names too many addresses, or an end that is none.

    Raises
    ------
    RpcError
        With the reason.
    """
    objects = rows(wanted.get("addresses"))
    named = {str(address).lower() for one in objects for address in one.values()}
    named |= _alternatives(wanted.get("fromAddress")) | _alternatives(wanted.get("toAddress"))
    if len(named) > MOST_ADDRESSES:
        raise RpcError(INVALID_PARAMS, f"more than {MOST_ADDRESSES} addresses")
    strange = {end for one in objects for end in one} - {"from", "to"}
    if strange:
        raise RpcError(INVALID_PARAMS, f"an address object has from and to, not {min(strange)}")


def _alternatives(given: object) -> set[str]:
    if given is None:
        return set()
    return {str(one).lower() for one in given} if isinstance(given, list) else {str(given).lower()}
