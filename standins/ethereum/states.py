"""Balances and counts of transactions, as a node has them that was synchronised from a snapshot.

Such a node knows what every account had at one block, follows what moves from there, and has thrown
away the states of all but the newest blocks. What an old house had at the snapshot is drawn from
its address, and strangers had nothing (the made-up chain cannot sum up its whole past); from there
on balances change by exactly what the blocks moved.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from hashlib import blake2b

from standins.ethereum.arguments import Params, address, parameter, quantity
from standins.ethereum.errors import SERVER, RpcError
from standins.ethereum.matching import rows
from standins.ethereum.movements import movements
from standins.ethereum.source import Json
from standins.ethereum.view import View

KEPT_STATES = 128
"""States a full node keeps; older ones are an archive node's."""

MOST_FOLLOWED = 1_024
"""After so many blocks since the last question the node takes a new snapshot."""

GWEI = 10**9
WEI = 10**18


class States:
    """Accounts over the newest blocks.

    Parameters
    ----------
    view
        The chain.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._snapshot = 0
        self._moves: dict[int, tuple[object, Counter[str]]] = {}
        self.methods: Mapping[str, Callable[[Params], object]] = {
            "eth_getBalance": self._balance,
            "eth_getTransactionCount": self._count,
            "eth_getCode": self._code,
        }

    def _balance(self, params: Params) -> object:
        who, number = address(params, 0), self._state(params)
        self._follow(number)
        moved = sum(self._moves[at][1][who] for at in range(self._snapshot + 1, number + 1))
        opening = opening_wei(who) if self._view.source.was_there(who) else 0
        return hex(max(0, opening + moved))

    def _count(self, params: Params) -> object:
        """Nonce of the next transaction: one more than that of the account's last, 0 without any.

        The made-up chain leaves nonces out, so the newest of the kept states has to be looked for.
        """
        who, number = address(params, 0), self._state(params)
        for block in self._view.blocks(range(number, number - KEPT_STATES, -1)):
            transactions = rows(block["transactions"])
            sent = [quantity(tx["nonce"]) for tx in transactions if tx["from"] == who]
            if sent:
                return hex(max(sent) + 1)
        return hex(0)

    def _code(self, params: Params) -> object:
        """``0x`` for people; one opcode, STOP, for contracts."""
        who, _ = address(params, 0), self._state(params)
        return "0x00" if self._view.source.has_code(who) else "0x"

    def _state(self, params: Params) -> int:
        """The block whose state is asked for."""
        number = self._view.number(parameter(params, 1, default="latest"))
        if not self._view.head - KEPT_STATES < number <= self._view.head:
            text = f"missing trie node: state of block {hex(number)} is not available"
            raise RpcError(SERVER, text)
        return number

    def _follow(self, number: int) -> None:
        """Know what every block up to a number moved; those of another branch are read anew."""
        if number - self._snapshot > MOST_FOLLOWED:
            self._snapshot = self._view.head - KEPT_STATES
            self._moves.clear()
        for block in self._view.blocks(range(self._snapshot + 1, number + 1)):
            at = quantity(block["number"])
            if at not in self._moves or self._moves[at][0] != block["hash"]:
                self._moves[at] = (block["hash"], self._moved(block))

    def _moved(self, block: Json) -> Counter[str]:
        """What a block changed: transfers, inner transfers, fees, withdrawals."""
        changes: Counter[str] = Counter()
        for one in movements(self._view, block, ["external", "internal"]):
            raw = one["rawContract"]
            wei = quantity(raw["value"]) if isinstance(raw, dict) else 0
            changes[str(one["from"])] -= wei
            changes[str(one["to"])] += wei
        for receipt in rows(self._view.receipts(str(block["hash"]))):
            gas, price = quantity(receipt["gasUsed"]), quantity(receipt["effectiveGasPrice"])
            changes[str(receipt["from"])] -= gas * price
        for paid in rows(block.get("withdrawals")):
            changes[str(paid["address"])] += quantity(paid["amount"]) * GWEI
        return changes


def opening_wei(who: str) -> int:
    """What an old house had at the snapshot: from a few ether to some hundred thousand.

    Examples
    --------
    >>> opening_wei("0x" + "00" * 20) == opening_wei("0x" + "00" * 20) > 0
    True
    """
    draw = int.from_bytes(blake2b(who.encode(), digest_size=8).digest(), "big") / 2**64
    return round(WEI * 10 ** (0.5 + 5 * draw))
