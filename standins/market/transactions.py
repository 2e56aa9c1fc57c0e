"""What happens in one block of the made-up chain: a pure function of seed and block number.

Values are heavy-tailed as on the real chain: half of all transfers move less than a twentieth of
an ether, one in eighty moves 500 or more. Large ones are planted on purpose and marked, so that a
test knows what a tracker should have found: `Tx.plan` says why a transaction is there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from standins.market.chance import Luck, chance
from standins.market.hashes import Hashes, Place
from standins.market.people import STABLECOINS, People

WEI = 10**18
WHALE_ETH = 500
"""What counts as a whale's transfer here, in ether."""

TRANSACTIONS = 40
"""About so many in a block."""

FORWARD_AFTER = 3
"""A deposit address forwards to its exchange so many blocks later."""

WHALE_SHARE = 0.42
DEPOSIT_SHARE = 0.2
LOOKALIKE_SHARE = 0.09


class Plan(StrEnum):
    """Why a transaction is there."""

    ORDINARY = "ordinary"
    WHALE = "whale"
    """A transfer of `WHALE_ETH` or more that succeeded."""
    FORWARD = "forward"
    """The same ether again, passed on from a deposit address to its exchange."""
    LOOKALIKE = "lookalike"
    """As large as a whale's, but it failed: nothing moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tx:
    """One transaction, before it is spelled as JSON.

    ``to`` is None for a contract creation; ``token`` is (contract, from, to, amount) of an ERC-20
    transfer it makes; ``kind`` is the transaction type, 0 to 4.
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
    input: str = "0x"
    token: tuple[str, str, str, int] | None = None


class Transactions:
    """What each block holds.

    Parameters
    ----------
    seed
        Which of all possible chains.
    hashes
        How its transactions are named.
    """

    def __init__(self, seed: int, hashes: Hashes) -> None:
        self._seed = seed
        self._hashes = hashes
        self._people = People(hashes)

    def of(self, number: int) -> list[Tx]:
        """Transactions of a block on the branch where it was first seen, in order."""
        luck = chance(self._seed, "block", number)
        planted = [*self._large(number), *self._forwarded(number)]
        ordinary = max(0, round(luck.gauss(TRANSACTIONS, 6)) - len(planted))
        made = [self._ordinary(luck, number, index) for index in range(ordinary)]
        for tx in planted:
            made.insert(luck.randrange(len(made) + 1), tx)
        return made

    def newcomer(self, number: int, branch: int) -> Tx:
        """A transaction that only a later branch of the chain holds."""
        luck = chance(self._seed, "extra", number, branch)
        return self._ordinary(luck, number, 0, branch=branch)

    def _large(self, number: int) -> Iterator[Tx]:
        """Whales and failed look-alikes of a block."""
        luck = chance(self._seed, "whales", number)
        if luck.odds(WHALE_SHARE):
            sender, to = self._people.whale_pair(luck)
            if luck.odds(DEPOSIT_SHARE):
                to = self._people.deposit_address(number)
            yield self._plant(luck, Place(1, number, 0, 1_000), sender, to, Plan.WHALE)
        if luck.odds(LOOKALIKE_SHARE):
            sender, to = self._people.whale_pair(luck)
            yield self._plant(luck, Place(1, number, 0, 1_001), sender, to, Plan.LOOKALIKE)

    def _forwarded(self, number: int) -> Iterator[Tx]:
        """What a deposit address got a few blocks ago goes to its exchange, less the gas."""
        origin = number - FORWARD_AFTER
        if origin < 0:
            return
        address = self._people.deposit_address(origin)
        for tx in self._large(origin):
            if tx.to == address and tx.plan is Plan.WHALE:
                luck = chance(self._seed, "forward", number)
                yield Tx(
                    hash=self._hashes.of(Place(1, number, 0, 1_002)),
                    sender=address,
                    to=self._people.exchange(luck),
                    value=tx.value - 21_000 * 10**10,
                    kind=2,
                    gas=21_000,
                    ok=True,
                    plan=Plan.FORWARD,
                    tip=10**9,
                )

    def _plant(self, luck: Luck, place: Place, sender: str, to: str, plan: Plan) -> Tx:
        ether = min(WHALE_ETH * luck.paretovariate(1.15), 40_000.0)
        failed = plan is Plan.LOOKALIKE
        return Tx(
            hash=self._hashes.of(place),
            sender=sender,
            to=self._people.contract(luck) if failed else to,
            value=_wei(ether),
            kind=luck.choice((0, 2)),
            gas=90_000 if failed else 21_000,
            ok=not failed,
            plan=plan,
            tip=luck.randint(1, 30) * 10**8,
            input="0xd0e30db0" if failed else "0x",
        )

    def _ordinary(self, luck: Luck, number: int, index: int, *, branch: int = 0) -> Tx:
        place = Place(1, number, branch, index)
        sender, to = self._people.pair(luck)
        draw = luck.choices(
            ("plain", "token", "call", "creation", "blob", "delegation"),
            weights=(46, 26, 22, 2, 2, 2),
        )[0]
        ok = draw == "plain" or not luck.odds(0.05)
        tip = luck.randint(1, 30) * 10**8
        value = _wei(min(0.05 * luck.lognormvariate(0.0, 2.1), 400.0))
        token: tuple[str, str, str, int] | None = None
        data, gas, kind, receiver = "0x", 21_000, luck.choice((0, 2, 2)), to
        if draw == "token":
            amount = round(luck.lognormvariate(6.5, 1.8) * 10**6)
            contract = luck.choice(STABLECOINS)
            token, value, gas = (contract, sender, to, amount), 0, 63_000
            data = "0xa9059cbb" + to[2:].rjust(64, "0") + f"{amount:064x}"
            receiver = contract
        elif draw != "plain":
            receiver = self._people.contract(luck)
            value = value if luck.odds(0.2) else 0
            data = "0x" + f"{luck.getrandbits(32):08x}" + f"{luck.getrandbits(256):064x}"
            gas = luck.randint(60_000, 400_000)
            kind = {"blob": 3, "delegation": 4}.get(draw, luck.choice((0, 1, 2, 2, 2)))
        return Tx(
            hash=self._hashes.of(place),
            sender=sender,
            to=None if draw == "creation" else receiver,
            value=value,
            kind=kind,
            gas=gas,
            ok=ok,
            plan=Plan.ORDINARY,
            tip=tip,
            input=data,
            token=token,
        )


def _wei(ether: float) -> int:
    """Wei with six digits of ether, as people send it."""
    return round(ether * 10**6) * (WEI // 10**6)
