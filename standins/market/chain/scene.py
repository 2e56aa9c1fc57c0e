"""What a pattern writes its story with: strangers, payments, token transfers, calls, payouts.

A pattern says *after* how many blocks of its era something happens; the scene turns that into
transactions with hashes, and keeps beside each the truth that a tracker has to find, or must not.
"""

from collections import Counter
from dataclasses import dataclass

from standins.market.chain.campaign import Campaign, Channel, Moved
from standins.market.chain.fees import GWEI, Fees
from standins.market.chain.hashes import TRANSACTION, Hashes, Place
from standins.market.chain.known import NOBODY
from standins.market.chain.people import People
from standins.market.chain.records import PLANTED_NONCES, Inner, Plan, Token, Tx, old_nonce
from standins.market.chance import Luck

WEI = 10**18
ETHER = "ETH"

FARE = WEI // 40
"""What a stranger keeps back for each transaction: more than the dearest one costs."""

ROUND_SHARES = ((0.10, 100), (0.16, 10), (0.32, 1))
"""So many amounts are multiples of so many ether; of the smaller step where they are too small."""

PLAIN_GAS, TOKEN_GAS, CALL_GAS = 21_000, 63_000, 120_000

ERAS_APART, STEPS = 16, 4_096
"""Stories of one pattern that may share a block, and transactions a story may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Which story is written, and where: ``index`` is its pattern's place in the list."""

    kind: str
    index: int
    era: int
    first: int
    reach: tuple[range, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """What all stories of a chain share."""

    hashes: Hashes
    people: People
    fees: Fees


class Scene:
    """One story being written.

    Parameters
    ----------
    setting
        Which story.
    cast
        What it shares with the others.
    luck
        All its chance.
    """

    def __init__(self, setting: Setting, cast: Cast, luck: Luck) -> None:
        self.luck = luck
        self.people = cast.people
        self.campaign = Campaign(
            id=f"{setting.kind}-{setting.era}", kind=setting.kind, known=setting.first
        )
        self._setting, self._hashes, self._fees = setting, cast.hashes, cast.fees
        self._strangers: set[str] = set()
        self._sent: Counter[str] = Counter()
        self._steps = 0

    def stranger(self, role: str) -> str:
        """Somebody new, with nothing; the ledger names their role."""
        place = (self.campaign.id, len(self._strangers))
        address = self._hashes.scenery("stranger", *place, size=20)
        self._strangers.add(address)
        return self.cast(role, address)

    def cast(self, role: str, address: str) -> str:
        """Let the ledger name the role of an address that was there before; the address."""
        self.campaign.actors.setdefault(role, []).append(address)
        return address

    def amount(self, about: float) -> int:
        """Wei of about so much ether as people choose it: a third is whole, a tenth in hundreds.

        So it was among transfers of 100 ether and more on 2025-11-11.
        """
        draw = self.luck.random()
        for share, step in ROUND_SHARES:
            if draw < share and about >= 2 * step:
                return ether(about // step * step)
        return ether(about)

    def pay(
        self, after: int, sender: str, to: str | None, wei: int, plan: Plan, *, why: str = ""
    ) -> Tx:
        """A plain transfer of ether; one to None creates a contract that owns it."""
        gas = CALL_GAS if to is None else PLAIN_GAS
        data = "0x6080604052" if to is None else "0x"
        tx = self.call(after, sender, to, plan, wei=wei, data=data, gas=gas)
        self.moved(after, tx, "plain", (sender, to), wei, plan=plan, why=why)
        return tx

    def give(self, after: int, sender: str, token: Token, plan: Plan, *, why: str = "") -> Tx:
        """A transaction at a token's contract whose receipt holds one event."""
        data = "0xa9059cbb" + token.to[2:].rjust(64, "0") + f"{token.amount:064x}"
        tx = self.call(
            after, sender, token.contract, plan, tokens=(token,), data=data, gas=TOKEN_GAS
        )
        ends = (token.sender, token.to)
        self.moved(after, tx, "token", ends, token.amount, plan=plan, why=why, asset=token.contract)
        return tx

    def payout(self, after: int, to: str, gwei: int) -> None:
        """A withdrawal from the validators' stakes, which the block pays by itself."""
        self.campaign.payouts.setdefault(self._number(after), []).append((to, gwei))
        self.moved(after, None, "withdrawal", (NOBODY, to), gwei * GWEI, plan=Plan.WHALE)

    def call(
        self,
        after: int,
        sender: str,
        to: str | None,
        plan: Plan,
        *,
        wei: int = 0,
        inner: tuple[Inner, ...] = (),
        tokens: tuple[Token, ...] = (),
        data: str = "0x6a761202",
        gas: int = CALL_GAS,
        ok: bool = True,
    ) -> Tx:
        """Any transaction. What it moved in truth is said with `moved`."""
        number = self._number(after)
        tx = Tx(
            hash=self._hashes.of(Place(TRANSACTION, number, 0, self._position())),
            sender=sender,
            to=to,
            value=wei,
            kind=self.luck.choice((0, 2, 2)),
            gas=gas,
            ok=ok,
            plan=plan,
            tip=min(self._fees.tip(self.luck, 0.0), 30 * GWEI),
            nonce=self._nonce(sender, number),
            input=data,
            tokens=tokens,
            internal=inner,
            planted=self.campaign.id,
        )
        self.campaign.transactions.setdefault(number, []).append(tx)
        return tx

    def moved(
        self,
        after: int,
        tx: Tx | None,
        channel: Channel,
        ends: tuple[str, str | None],
        amount: int,
        *,
        plan: Plan,
        why: str = "",
        asset: str = ETHER,
    ) -> None:
        """Write a line of truth; what is `Plan.ORDINARY` is not worth one."""
        if plan is Plan.ORDINARY:
            return
        move = Moved(
            number=self._number(after),
            hash=None if tx is None else tx.hash,
            channel=channel,
            asset=asset,
            sender=ends[0],
            to=ends[1],
            amount=amount,
            plan=plan,
            reason=why,
        )
        self.campaign.moves.append(move)

    def proved(self, after: int) -> None:
        """After so many blocks an honest observer can know the pattern."""
        self.campaign.known = self._number(after)

    def also(self, kind: str) -> None:
        """The story, decoy or not, may rightly be taken for one of another kind too."""
        self.campaign.also = (*self.campaign.also, kind)

    def decoy(self, reason: str) -> None:
        """The story only resembles its kind and must not be reported as one: say by what."""
        self.campaign.report, self.campaign.reason = False, reason

    def _number(self, after: int) -> int:
        if not any(after in reach for reach in self._setting.reach):
            message = f"{self.campaign.id} acts after {after} blocks, beyond its pattern's reach"
            raise ValueError(message)
        return self._setting.first + after

    def _position(self) -> int:
        """Below a place's three bytes, and the same for no two transactions of one block."""
        self._steps += 1
        return (
            (self._setting.index + 1 << 16) + self._setting.era % ERAS_APART * STEPS + self._steps
        )

    def _nonce(self, sender: str, number: int) -> int:
        if sender in self._strangers:
            self._sent[sender] += 1
            return self._sent[sender] - 1
        within = self._setting.index * 8 + self._setting.era + self._steps
        return old_nonce(number, within % PLANTED_NONCES)


def ether(amount: float) -> int:
    """Wei with six digits of ether, as people send it."""
    return round(amount * 10**6) * (WEI // 10**6)
