"""What everybody does: the ordinary transactions of a block, none of them worth telling.

Values are heavy-tailed as on the real chain: half of all plain transfers move less than a twentieth
of an ether. None reaches what a tracker would tell (`MOST_ETH`, `MOST_DOLLARS`): everything large
was planted on purpose and is in the ledger.
"""

from itertools import accumulate
from typing import NamedTuple

from standins.market.chain.fees import Fees
from standins.market.chain.hashes import Hashes, Place
from standins.market.chain.known import STABLECOINS, WRAPPED_ETHER
from standins.market.chain.people import People
from standins.market.chain.records import (
    NONCES_A_BLOCK,
    PLANTED_NONCES,
    Inner,
    Plan,
    Token,
    Tx,
    old_nonce,
)
from standins.market.chain.scene import WEI, ether
from standins.market.chance import Luck

MOST_ETH = 90.0
MOST_DOLLARS = 900_000
DOLLAR = 10**6
"""Tether and USDC count in millionths."""

SHARES = {
    "plain": 44.0,
    "token": 27.0,
    "swap": 11.0,
    "call": 12.5,
    "piece": 2.0,
    "creation": 0.5,
    "blob": 1.5,
    "delegation": 1.5,
}
"""What ordinary transactions are, in percent."""

ORDINARY_NONCES = NONCES_A_BLOCK - PLANTED_NONCES
KINDS, SUMS = tuple(SHARES), tuple(accumulate(SHARES.values()))
TYPES = {"blob": 3, "delegation": 4}

FAILED_SHARE = 0.05
"""Of those that call a contract; a plain transfer does not fail."""


class Deed(NamedTuple):
    """What a transaction does, apart from who pays for it and how much."""

    to: str | None
    value: int
    gas: int
    data: str = "0x"
    tokens: tuple[Token, ...] = ()
    inner: tuple[Inner, ...] = ()


class Everyday:
    """Ordinary transactions of one chain.

    Parameters
    ----------
    hashes, people, fees
        How transactions are named, who sends them, what they pay.
    """

    def __init__(self, hashes: Hashes, people: People, fees: Fees) -> None:
        self._hashes, self._people, self._fees = hashes, people, fees
        self._does = {
            "plain": self._plain,
            "token": self._token,
            "swap": self._swap,
            "piece": self._piece,
        }

    def one(self, luck: Luck, place: Place, congestion: float = 0.0) -> Tx:
        """An ordinary transaction at a place."""
        sender, receiver = self._people.pair(luck)
        kind = luck.choices(KINDS, cum_weights=SUMS)[0]
        deed = self._does.get(kind, self._call)(luck, sender, receiver)
        ok = kind == "plain" or not luck.odds(FAILED_SHARE)
        return Tx(
            hash=self._hashes.of(place),
            sender=sender,
            to=None if kind == "creation" else deed.to,
            value=deed.value,
            kind=TYPES.get(kind) or luck.choices((0, 1, 2), cum_weights=(26, 27, 100))[0],
            gas=deed.gas,
            ok=ok,
            plan=Plan.ORDINARY,
            tip=self._fees.tip(luck, congestion),
            nonce=old_nonce(place.number, PLANTED_NONCES + place.position % ORDINARY_NONCES),
            input=deed.data,
            tokens=deed.tokens if ok else (),
            internal=deed.inner if ok else (),
        )

    def _plain(self, luck: Luck, _: str, receiver: str) -> Deed:
        return Deed(receiver, _small(luck), 21_000)

    def _token(self, luck: Luck, sender: str, receiver: str) -> Deed:
        amount = round(min(luck.lognormvariate(6.5, 1.8), MOST_DOLLARS) * DOLLAR)
        contract = luck.choice(STABLECOINS)
        data = "0xa9059cbb" + receiver[2:].rjust(64, "0") + f"{amount:064x}"
        return Deed(contract, 0, 63_000, data, (Token(contract, sender, receiver, amount),))

    def _swap(self, luck: Luck, sender: str, _: str) -> Deed:
        """Ether for dollars: the router wraps it and the pool pays."""
        router, pool = luck.sample(self._people.contracts, 2)
        value = _small(luck)
        dollars = round(value / WEI * 3_500 * DOLLAR)
        tokens = (
            Token(WRAPPED_ETHER, WRAPPED_ETHER, router, value, event="deposit"),
            Token(WRAPPED_ETHER, router, pool, value),
            Token(luck.choice(STABLECOINS), pool, sender, dollars),
        )
        inner = (Inner(router, WRAPPED_ETHER, value),)
        return Deed(router, value, 185_000, "0x3593564c" + _noise(luck), tokens, inner)

    def _piece(self, luck: Luck, sender: str, receiver: str) -> Deed:
        collection = luck.choice(self._people.contracts[:5])
        piece = Token(collection, sender, receiver, luck.randrange(10_000), nft=True)
        return Deed(collection, 0, 85_000, "0x42842e0e" + _noise(luck), (piece,))

    def _call(self, luck: Luck, _: str, __: str) -> Deed:
        value = _small(luck) if luck.odds(0.2) else 0
        data = f"0x{luck.getrandbits(32):08x}" + _noise(luck)
        return Deed(luck.choice(self._people.contracts), value, luck.randint(60_000, 400_000), data)


def _small(luck: Luck) -> int:
    return ether(min(0.05 * luck.lognormvariate(0.0, 2.1), MOST_ETH))


def _noise(luck: Luck) -> str:
    return f"{luck.getrandbits(256):064x}"
