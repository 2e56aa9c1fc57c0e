"""Transfers made by chance between people nobody knows and the exchanges everybody knows."""

from collections.abc import Sequence
from random import Random

from core.chain import WEI_PER_ETH, Transfer
from core.time_units import DAY_NS, HOUR_NS
from engine.flows.known import known_labels
from whale.charts.made_up import MS, NOW_MS

NOW_NS = NOW_MS * MS
_BLOCK_NS = 12_000_000_000
_NEWEST_BLOCK = 23_800_000
_COUNT = 700
_HOURS = 24
_WEIGHTS = {"Binance": 6, "Coinbase": 4, "OKX": 3, "Kraken": 2, "Bitfinex": 2, "Upbit": 1}
"""How often each exchange is one end."""
_TIDE = 0.62
"""Where most of a wave goes one way, so large a share does."""
_WAVE_NS = 6 * HOUR_NS


def a_transfer(coins: float, *, at_ns: int, sender: str, recipient: str, number: int) -> Transfer:
    """A transfer of ether in a block of its own moment; ``number`` makes its hash."""
    block = _NEWEST_BLOCK - (NOW_NS - at_ns) // _BLOCK_NS
    return Transfer(
        chain="ethereum",
        block_number=block,
        block_hash=f"0x{block:064x}",
        at_ns=at_ns,
        seen_ns=at_ns,
        tx_hash=f"0x{number:064x}",
        index=0,
        sender=sender,
        recipient=recipient,
        amount=str(round(coins * 1_000) * WEI_PER_ETH // 1_000),
        status="success",
    )


def a_day(seed: int, *, hours: int = _HOURS, exchanges: bool = True) -> Sequence[Transfer]:
    """The transfers of the last ``hours`` up to the present, oldest first.

    Without ``exchanges`` only people nobody knows send each other ether.
    """
    luck = Random(f"{seed} moves")  # noqa: S311  # a made-up market, no secret
    moments = sorted(luck.randrange(NOW_NS - hours * HOUR_NS, NOW_NS) for _ in range(_COUNT))
    return [
        _move(luck, at_ns, number, exchanges=exchanges)
        for number, at_ns in enumerate(moments, start=1)
    ]


def _move(luck: Random, at_ns: int, number: int, *, exchanges: bool) -> Transfer:
    one = f"0x{luck.getrandbits(160):040x}"
    other = _exchange(luck) if exchanges else f"0x{luck.getrandbits(160):040x}"
    rising = at_ns % DAY_NS // _WAVE_NS % 2 == 0
    leaves = luck.random() < (_TIDE if rising else 1 - _TIDE)
    sender, recipient = (other, one) if leaves else (one, other)
    coins = 20 + luck.lognormvariate(4.2, 1.3)
    return a_transfer(coins, at_ns=at_ns, sender=sender, recipient=recipient, number=number)


def _exchange(luck: Random) -> str:
    """One of the addresses of one of the exchanges."""
    (entity,) = luck.choices(list(_WEIGHTS), list(_WEIGHTS.values()))
    return luck.choice(sorted(each.address for each in known_labels() if each.entity == entity))
