"""A file of real transactions, and what is to be found in it, by looking through all of it.

The rules are written here a second time, from their words alone, without state that is carried from
row to row: slow, and hard to get wrong in the way that an incremental detector is.
"""

import csv
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from engine.flows.book import LabelBook

WHALE_WEI = 100 * 10**18
WRAPPED = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"
SERVICES = {"exchange", "bridge", "staking", "token", "contract", "custodian", "mixer"}
HALF_AN_HOUR_S, DEPOSIT_S = 1_800, 3_200 * 12


@dataclass(frozen=True, kw_only=True)
class Row:
    """One transaction of the file."""

    tx_hash: str
    sender: str
    recipient: str
    block: int
    wei: int
    at_s: int

    @property
    def whale(self) -> bool:
        return self.wei >= WHALE_WEI


def rows_of(path: Path) -> list[Row]:
    """The rows of a file, oldest first."""
    with gzip.open(path, "rt", newline="") as file:
        return [
            Row(
                tx_hash=row["hash"],
                sender=row["from_address"],
                recipient=row["to_address"],
                block=int(row["block_number"]),
                wei=int(row["value"]),
                at_s=seconds(row["block_timestamp"]),
            )
            for row in csv.DictReader(file)
        ]


def seconds(text: str) -> int:
    """A moment of the file: ``2025-11-11 00:00:11 UTC``."""
    return int(datetime.strptime(text, "%Y-%m-%d %H:%M:%S UTC").replace(tzinfo=UTC).timestamp())


def block_of(number: int, rows: list[Row]) -> bytes:
    """A block as a node returns it, with its receipts beside it; all of them succeeded."""
    block = {
        "hash": f"0x{number:064x}",
        "parentHash": f"0x{number - 1:064x}",
        "number": hex(number),
        "timestamp": hex(rows[0].at_s),
        "gasUsed": "0x5208",
        "gasLimit": "0x2255100",
        "baseFeePerGas": "0x1",
        "transactions": [
            {
                "hash": row.tx_hash,
                "from": row.sender,
                "to": row.recipient,
                "value": hex(row.wei),
                "transactionIndex": hex(index),
                "type": "0x2",
                "gasPrice": "0x2",
                "input": "0x",
            }
            for index, row in enumerate(rows)
        ],
        "receipts": [
            {
                "transactionHash": row.tx_hash,
                "transactionIndex": hex(index),
                "status": "0x1",
                "gasUsed": "0x5208",
                "effectiveGasPrice": "0x2",
                "logs": [],
            }
            for index, row in enumerate(rows)
        ],
    }
    return json.dumps(block).encode()


def carried_on(rows: Sequence[Row], labels: LabelBook) -> dict[str, Row]:
    """Rows that send 90 to 100 % of what came to their sender within half an hour before."""
    earlier: defaultdict[str, list[Row]] = defaultdict(list)
    spent: set[str] = set()
    carried: dict[str, Row] = {}
    for row in rows:
        if WRAPPED in {row.sender, row.recipient} or row.sender == row.recipient:
            continue
        sender = labels.best("ethereum", row.sender)
        came = [x for x in earlier[row.sender] if row.at_s - x.at_s <= HALF_AN_HOUR_S]
        if len(came) <= 12 and not (sender and sender.category in SERVICES):
            fits = [x for x in came if x.tx_hash not in spent and 0.9 <= row.wei / x.wei <= 1]
            if fits:
                source = min(fits, key=lambda x: x.wei)
                spent.add(source.tx_hash)
                carried[row.tx_hash] = source
        earlier[row.recipient].append(row)
    return carried


def deposit_addresses(rows: Sequence[Row], labels: LabelBook) -> set[str]:
    """Unlabelled addresses that send 97 to 100 % of what came to one published exchange alone."""
    sent, came = defaultdict(list), defaultdict(list)
    for row in rows:
        if WRAPPED in {row.sender, row.recipient} or row.sender == row.recipient:
            continue
        sent[row.sender].append(row)
        came[row.recipient].append(row)
    nameless = [address for address in sent if labels.best("ethereum", address) is None]
    return {x for x in nameless if proves_a_deposit(sent[x], came[x], labels)}


def proves_a_deposit(sent: Sequence[Row], came: Sequence[Row], labels: LabelBook) -> bool:
    return any(proves(row, sent, came, labels) for row in sent)


def proves(last: Row, sent: Sequence[Row], came: Sequence[Row], labels: LabelBook) -> bool:
    exchange = exchange_of(last.recipient, labels)
    if exchange is None:
        return False
    before = [x for x in sent if 0 <= last.at_s - x.at_s <= DEPOSIT_S]
    before = before[: before.index(last) + 1]
    by_exchange = Counter[str | None]()
    for row in before:
        by_exchange[exchange_of(row.recipient, labels)] += row.wei
    if by_exchange.keys() - {exchange, None}:
        return False
    if by_exchange[exchange] / by_exchange.total() < 0.95:
        return False
    return any(
        0 <= last.at_s - row.at_s <= DEPOSIT_S
        and exchange_of(row.sender, labels) is None
        and 0.97 <= last.wei / row.wei <= 1
        for row in came
    )


def exchange_of(address: str, labels: LabelBook) -> str | None:
    label = labels.best("ethereum", address)
    return label.entity if label and label.category == "exchange" else None
