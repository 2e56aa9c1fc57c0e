"""Every kind of detection there is: one list, one line for kinds that are alike.

A detector may tell nothing that is not in here (``tests/contract/test_kinds.py``), and what is in
here has words for the chat and for the card of an alert (``bot.views.alerts``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final, Literal

from core.detection import Detection

Family = Literal[
    "transfers", "patterns", "walls", "tape", "derivatives", "breaks", "zones", "pools", "levels",
    "health",
]  # fmt: skip
Where = Literal["chain", "market", "anywhere"]

INTERNAL: Final = "internal_"
"""Before the kinds of the inner track of a chart, whose swings are short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What can be known of a kind of detection before there is one.

    ``timed`` kinds are found on a timeframe, ``sided`` ones are bullish or bearish (not always:
    liquidations of both sides are neither). ``usd`` is the key of its size in ``numbers``, empty
    where it has none in dollars. ``asked`` says whether people can ask for it by its kind alone; a
    transfer of any size, for instance, is nothing to be told of.
    """

    name: str
    family: Family
    where: Where
    timed: bool = False
    sided: bool = False
    usd: str = ""
    asked: bool = True

    @property
    def code(self) -> str:
        """Its name in six hex digits, for where every byte counts."""
        return blake2b(self.name.encode(), digest_size=3).hexdigest()


def _on_chain(family: Family, names: str, *, asked: bool = True) -> Iterator[Kind]:
    for name in names.split():
        yield Kind(name=name, family=family, where="chain", asked=asked)


def _on_venue(family: Family, names: str, *, sided: bool = True, usd: str = "") -> Iterator[Kind]:
    for name in names.split():
        yield Kind(name=name, family=family, where="market", sided=sided, usd=usd)


def _of_chart(family: Family, names: str, *, sided: bool = True) -> Iterator[Kind]:
    for name in names.split():
        yield Kind(name=name, family=family, where="market", timed=True, sided=sided)


def _of_track(family: Family, names: str) -> Iterator[Kind]:
    """Kinds of the main structure, and of the internal one."""
    yield from _of_chart(family, names)
    yield from _of_chart(family, " ".join(f"{INTERNAL}{name}" for name in names.split()))


def _health(names: str) -> Iterator[Kind]:
    for name in names.split():
        yield Kind(name=name, family="health", where="anywhere")


KINDS: Final[tuple[Kind, ...]] = (
    *_on_chain("transfers", "transfer transfer_pending token_transfer pass_through", asked=False),
    *_on_chain("transfers", "sweep internal_transfer", asked=False),
    *_on_chain("transfers", "contract_interaction"),
    *_on_chain("patterns", "accumulation accumulation_withdrawn"),
    *_on_chain("patterns", "distribution distribution_withdrawn"),
    *_on_chain("patterns", "structuring structuring_withdrawn peel_chain peel_chain_withdrawn"),
    *_on_chain("patterns", "loop loop_withdrawn cluster cluster_withdrawn"),
    *_on_chain("patterns", "dormant_wake_up dormant_wake_up_withdrawn dormant_wake_up_restored"),
    *_on_chain("patterns", "netflow netflow_corrected netflow_withdrawn"),
    *_on_chain("patterns", "deposit_address deposit_address_withdrawn"),
    *_on_venue("walls", "liquidity_zone liquidity_zone_approached", usd="size_usd"),
    *_on_venue("walls", "liquidity_zone_pulled liquidity_zone_eaten", usd="peak_usd"),
    *_on_venue("walls", "liquidity_zone_breached", usd="peak_usd"),
    *_on_venue("walls", "absorption iceberg", usd="visit_usd"),
    *_on_venue("walls", "book_pressure"),
    *_on_venue("tape", "large_trade book_sweep delta_spike", usd="usd"),
    *_on_venue("tape", "volume_spike", sided=False, usd="usd"),
    *_on_venue("tape", "price_move"),
    Kind(name="price_crossed", family="tape", where="market", sided=True, asked=False),
    *_on_venue("derivatives", "liquidation_burst liquidation_cascade", usd="usd"),
    *_on_venue("derivatives", "liquidation_burst_ended", usd="usd"),
    *_on_venue("derivatives", "liquidation_map", sided=False),
    *_on_venue("derivatives", "funding_extreme funding_extreme_ended funding_flip", sided=False),
    *_on_venue("derivatives", "open_interest_jump"),
    *_on_venue("derivatives", "basis_extreme basis_extreme_ended basis_flip", sided=False),
    *_of_track("breaks", "bos choch swing_high swing_low"),
    *_of_track("breaks", "strong_high strong_low weak_high weak_low"),
    *_of_track("breaks", "premium_entered discount_entered equilibrium_crossed ote_entered"),
    *_of_chart("zones", "fvg fvg_touched fvg_half fvg_filled fvg_inversed displacement"),
    *_of_track("zones", "order_block order_block_touched order_block_mitigated"),
    *_of_track("zones", "order_block_invalidated"),
    *_of_track("zones", "breaker_block breaker_block_touched breaker_block_invalidated"),
    *_of_track("zones", "mitigation_block mitigation_block_touched mitigation_block_invalidated"),
    *_of_track("zones", "rejection_block rejection_block_touched rejection_block_invalidated"),
    *_of_chart("zones", "confluence confluence_ended"),
    *_of_track("pools", "sweep liquidity_run equal_highs equal_lows"),
    *_of_track("pools", "pool_grown pool_swept pool_run"),
    *(
        kind
        for period in ("day", "week", "month")
        for level in (f"previous_{period}_high", f"previous_{period}_low")
        for kind in _of_chart("levels", f"{level} {level}_swept {level}_broken")
    ),
    *(
        kind
        for session in ("session_asia", "session_london", "session_new_york")
        for level in (f"{session}_high", f"{session}_low")
        for kind in _of_chart("levels", f"{level}_swept {level}_broken")
    ),
    *_of_chart("levels", "session_asia session_london session_new_york", sided=False),
    *_of_chart("levels", "killzone_opened", sided=False),
    *_health("feed_late feed_down feed_back feed_incomplete"),
)

ASKED: Final[Mapping[str, Kind]] = {kind.name: kind for kind in KINDS if kind.asked}
"""What people can ask for, by name. A name has one meaning among these."""
ASKED_BY_CODE: Final[Mapping[str, Kind]] = {kind.code: kind for kind in ASKED.values()}
"""The same by their codes."""

_PLACED: Final = {
    (kind.name, on_chain): kind
    for kind in KINDS
    for on_chain in (True, False)
    if kind.where == "anywhere" or (kind.where == "chain") is on_chain
}


def on_chain(subject: str) -> bool:
    """Whether a subject is a chain; a market is a venue and a symbol.

    >>> on_chain("ethereum"), on_chain("bybit:ETHUSDT")
    (True, False)
    """
    return ":" not in subject


def kind_of(found: Detection) -> Kind:
    """The kind of a detection. A ``sweep`` of a chain is not that of a chart.

    Raises
    ------
    KeyError
        No detector may tell this kind of this subject.
    """
    try:
        return _PLACED[found.kind, on_chain(found.subject)]
    except KeyError:
        raise KeyError(f"{found.kind!r} of {found.subject!r} is not in core.kinds") from None
