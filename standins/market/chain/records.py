"""The words in which the made-up chain says what happened, before a node spells them as JSON."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

Call = Literal["call", "create", "selfdestruct", "delegatecall"]
TokenEvent = Literal["transfer", "deposit", "withdrawal"]

OLDEST_BLOCK = 15_000_000
"""Nothing planted reaches further back."""

NONCES_A_BLOCK, PLANTED_NONCES = 512, 300
"""Nonces set aside for a block; those of planted transactions come first."""


class Plan(StrEnum):
    """Why a transaction is there."""

    ORDINARY = "ordinary"
    WHALE = "whale"
    """Something large moved, for the first time: a tracker of transfers has to find it."""
    FORWARD = "forward"
    """The same ether again, passed on: a second alert about it would be one too many."""
    LOOKALIKE = "lookalike"
    """Looks large, and is nothing to tell: it failed, or nothing changed hands."""


class Token(NamedTuple):
    """A token's event in a transaction's receipt.

    ``amount`` is in the token's own smallest unit, or the number of the piece for an ``nft``
    (ERC-721: the same event with a fourth topic). ``event`` other than ``transfer`` is what wrapped
    ether writes when it is wrapped (``Deposit``, ``to`` gets it) or unwrapped (``Withdrawal``,
    ``sender`` gives it back); wrapped ether writes no ``Transfer`` then.
    """

    contract: str
    sender: str
    to: str
    amount: int
    nft: bool = False
    event: TokenEvent = "transfer"


class Inner(NamedTuple):
    """A call inside a transaction; it is in no block, only in traces.

    ``ok`` is False where the call itself was reverted, though the transaction may have succeeded.
    A ``delegatecall`` shows a ``value`` that it does not move.
    """

    sender: str
    to: str
    value: int
    call: Call = "call"
    ok: bool = True


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a validator is paid by the block itself, in no transaction; ``gwei`` is in gwei."""

    index: int
    validator: int
    address: str
    gwei: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tx:
    """One transaction.

    ``to`` is None for a contract creation; ``kind`` is the transaction type, 0 to 4; ``tip`` is the
    priority fee in wei a unit of gas; ``tokens`` are the events of its receipt in order (none when
    it failed: ``ok``), ``internal`` the calls it made, in order. ``planted`` names the ledger's
    record it belongs to, and is empty for an ordinary one.
    """

    hash: str
    sender: str
    to: str | None
    value: int
    kind: int
    gas: int
    ok: bool
    plan: Plan
    tip: int
    nonce: int = 0
    input: str = "0x"
    tokens: tuple[Token, ...] = ()
    internal: tuple[Inner, ...] = ()
    planted: str = ""


def old_nonce(number: int, within: int) -> int:
    """Nonce of a transaction of somebody who was always there.

    It grows with the block and is the same for no two of one block, though it leaves numbers out:
    counting them would need the whole past.
    """
    return max(0, number - OLDEST_BLOCK) * NONCES_A_BLOCK + within
