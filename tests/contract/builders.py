"""People, rules and what is owed to them, in any stores, with only the value that matters."""

from itertools import count
from typing import Any

import msgspec

from core.alerts import NoiseBudget, Notice, Rule, Target, User, Verdict, notice_id
from core.chain import Finality, FinalityState, GasPrice, Transfer
from core.conditions import Condition, TransferCondition
from core.detection import Detection, DetectionId
from core.gaps import Gap
from core.heat import HeatColumn
from core.market import BookSample, Funding, Liquidation, OpenInterest
from core.ports import Effects, EntryId, Stores
from core.tape import TapeSecond
from tests.support.facts import NOON, SECOND, a_transfer

ETH = "bybit:ETHUSDT"
USDT = "0xdac17f958d2ee523a2206206994597c13d831ec7"
_numbers = count(1)


def at(ms: int, seq: int = 0) -> EntryId:
    """A position in a stream."""
    return EntryId(ms=ms, seq=seq)


async def someone(stores: Stores, telegram_id: int = 1001) -> tuple[User, Target]:
    """A person and their private chat."""
    return await stores.users.register(telegram_id=telegram_id, name="Ann", language="en")


async def a_stored_rule(
    stores: Stores,
    owner: User,
    *targets: Target,
    condition: Condition | None = None,
) -> Rule:
    """A rule that is stored."""
    return await stores.rules.add(
        owner=owner.id,
        condition=condition or TransferCondition(min_eth=500),
        targets=[target.id for target in targets],
        budget=NoiseBudget(),
        now_ns=NOON,
    )


def a_detection(name: str = "d1", *, kind: str = "transfer", known_s: float = 0) -> Detection:
    known_ns = NOON + int(known_s * SECOND)
    return Detection(
        id=DetectionId(name),
        kind=kind,
        subject="ethereum",
        formed_ns=known_ns - SECOND,
        known_ns=known_ns,
        seen_ns=known_ns + SECOND,
        numbers={"eth": 1234.5},
        texts={"hash": "0xaa"},
    )


def a_notice(
    rule: Rule, target: Target, detection: Detection | None = None, *, held: str | None = None
) -> Notice:
    """A notice that is owed, or held for a reason."""
    detection = detection or a_detection(f"d{next(_numbers)}")
    return Notice(
        id=notice_id(rule.id, detection.id, target.id),
        rule_id=rule.id,
        detection=detection,
        target_id=target.id,
        verdict=Verdict(reason=held, until_ns=NOON if held else None),
    )


async def owe(stores: Stores, *notices: Notice) -> None:
    """Have the worker owe these, in one commit."""
    await commit(stores, notices=notices)


async def next_effects(stores: Stores, **parts: Any) -> Effects:  # noqa: ANN401  any of its fields
    """Effects of the next batch of partition 0, by whoever takes it now."""
    claim = await stores.ledger.acquire(0, "worker")
    return Effects(claim=claim, position=at(claim.position.ms + 1), **parts)


async def commit(stores: Stores, **parts: Any) -> None:  # noqa: ANN401  any of its fields
    """Commit these effects as the next batch of partition 0."""
    await stores.ledger.commit(await next_effects(stores, **parts))


def a_second(
    at_s: int = 0,
    *,
    bought_usd: float = 0,
    sold_usd: float = 0,
    last: float = 3500.0,
    last_s: float = 0.0,
) -> TapeSecond:
    """A second of the tape; its last trade came ``last_s`` after its beginning."""
    return TapeSecond(
        subject=ETH,
        at_ns=NOON + at_s * SECOND,
        buy_usd=bought_usd,
        buy_size=bought_usd / 3500,
        sell_usd=sold_usd,
        sell_size=sold_usd / 3500,
        last=last,
        last_ns=NOON + at_s * SECOND + int(last_s * SECOND),
    )


def a_sample(at_s: float = 0, *, levels: int = 3) -> BookSample:
    at_ns = NOON + int(at_s * SECOND)
    return BookSample(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=at_ns,
        seen_ns=at_ns,
        step=0.1,
        bins=tuple(range(35_000, 35_000 + levels)),
        usd=tuple(1000.5 + level for level in range(levels)),
        best_bid=3499.9,
        best_ask=3500.1,
        complete=True,
    )


def a_column(
    at_s: int = 0,
    *,
    low_bin: int = 35_000,
    usd: tuple[float, ...] = (1024.0, 0.0, 3072.0),
    step: float = 0.1,
    share: float = 1.0,
    mid: float = 3500.0,
) -> HeatColumn:
    """Ten seconds of a heatmap; sizes of few binary digits come back as they were."""
    return HeatColumn(
        subject=ETH,
        at_ns=NOON + at_s * SECOND,
        step=step,
        low_bin=low_bin,
        usd=usd,
        mid=mid,
        share=share,
        low_usd=1000.5,
        high_usd=250_000.5 + at_s,
    )


def a_liquidation(at_s: float = 0, *, size: float = 1.0) -> Liquidation:
    at_ns = NOON + int(at_s * SECOND)
    return Liquidation(
        venue="bybit",
        symbol="ETHUSDT",
        at_ns=at_ns,
        seen_ns=at_ns,
        price=3400.0,
        size=size,
        position="long",
    )


def a_gap(*, since_s: int = 0, until_s: int | None = None, healing: str = "resync") -> Gap:
    return Gap(
        source="bybit",
        subject=ETH,
        topic="orderbook.50.ETHUSDT",
        reason="u jumped",
        healing=healing,
        since_ns=NOON + since_s * SECOND,
        until_ns=None if until_s is None else NOON + until_s * SECOND,
        seen_ns=NOON + since_s * SECOND,
    )


def a_finality(state: FinalityState, block: int) -> Finality:
    at_ns = NOON + block * 12 * SECOND
    return Finality(
        chain="ethereum",
        block_number=block,
        block_hash=f"0xb{block}",
        at_ns=at_ns,
        seen_ns=at_ns + SECOND,
        state=state,
    )


def a_gas_price(
    block: int,
    *,
    base_fee_wei: int = 12_000_000_001,
    tips: tuple[int, ...] = (1, 2_000_000_000, 10**30),
    fork: str = "",
) -> GasPrice:
    at_ns = NOON + block * 12 * SECOND
    return GasPrice(
        chain="ethereum",
        block_number=block,
        block_hash=f"0xb{block}{fork}",
        at_ns=at_ns,
        seen_ns=at_ns + SECOND,
        base_fee_wei=base_fee_wei,
        priority_wei=tips,
        used=0.51,
    )


def a_payment(at_s: int = 0, *, rate: float = 0.0001) -> Funding:
    at_ns = NOON + at_s * SECOND
    return Funding(venue="bybit", symbol="ETHUSDT", at_ns=at_ns, seen_ns=at_ns, rate=rate)


def a_reading(at_s: int = 0, *, contracts: float = 1_000.5) -> OpenInterest:
    at_ns = NOON + at_s * SECOND
    return OpenInterest(
        venue="bybit", symbol="ETHUSDT", at_ns=at_ns, seen_ns=at_ns, contracts=contracts
    )


def a_token(usdt: int, *, tx: str = "0xaa", log: int = 1, block: int = 7) -> Transfer:
    """Dollars of Tether, moved by a log of a transaction."""
    return msgspec.structs.replace(
        a_transfer(tx=tx, block=block),
        way="token",
        place=f"log:{log}",
        amount=str(usdt * 10**6),
        coin="USDT",
        decimals=6,
        contract=USDT,
        selector="0xa9059cbb",
    )


def a_pending(eth: float = 500.0, *, tx: str = "0xaa", at_s: float = 0) -> Transfer:
    """Ether that waits in a mempool."""
    waiting = a_transfer(eth, tx=tx, block=0, at_s=at_s)
    return msgspec.structs.replace(waiting, block_hash="", status="pending")


def a_withdrawal(eth: float, *, number: int, block: int = 7) -> Transfer:
    """Ether that a validator took out."""
    whole = a_transfer(eth, tx="", block=block)
    return msgspec.structs.replace(whole, way="withdrawal", place=f"withdrawal:{number}")
