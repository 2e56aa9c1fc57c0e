"""Answers about the market: the newest transfers, and what pictures say in words."""

from collections.abc import Sequence
from typing import get_args

from bot.views import chain, numbers
from bot.views.html import Html, escape, moment
from bot.views.menu import way_back
from bot.views.screens import Button, Rows, Screen
from bot.views.taps import Go, Heatmap, NewWhale, Structure, Whales
from bot.views.texts import Texts
from core.chain import Transfer, TransferState
from core.market import Timeframe
from usecases.recent_transfers import TransferRecord

LEAST_ETH = (100.0, 500.0, 1000.0, 5000.0)
WINDOWS_MIN = (15, 60, 240)

_MINUTE_S = 60
_STATES: dict[TransferState, str] = {
    "pending": "whales-pending",
    "included": "whales-included",
    "safe": "whales-safe",
    "final": "whales-final",
    "retracted": "whales-retracted",
}


def whales(texts: Texts, records: Sequence[TransferRecord], least: float) -> Screen:
    """The newest transfers from ``least`` ETH on, newest first."""
    amount = numbers.eth(least)
    if records:
        rows = [_transfer(texts, record) for record in records]
        text = Html("\n\n".join([texts("whales-head", amount=amount), *rows]))
    else:
        text = texts("whales-none", amount=amount)
    return Screen(text=text, rows=_whale_rows(texts, records, least))


def heatmap_caption(texts: Texts, minutes: int, words: str) -> Html:
    """What a heatmap shows, in words."""
    window = numbers.pause(minutes * _MINUTE_S)
    return texts("caption-heatmap", window=window, words=escape(words))


def heatmap_rows(texts: Texts, symbol: str, minutes: int) -> Rows:
    """Other windows, a fresh picture, and the way out."""
    chips = tuple(
        _chip(
            texts,
            texts("button-window", window=numbers.pause(window * _MINUTE_S)),
            Heatmap(symbol=symbol, minutes=window),
            chosen=window == minutes,
        )
        for window in WINDOWS_MIN
    )
    return (chips, _picture_end(texts, Heatmap(symbol=symbol, minutes=minutes)))


def structure_caption(texts: Texts, words: str) -> Html:
    """What a structure picture shows, in words."""
    return texts("caption-structure", words=escape(words))


def structure_rows(texts: Texts, symbol: str, timeframe: Timeframe) -> Rows:
    """Other candles, a fresh picture, and the way out."""
    chips = tuple(
        _chip(
            texts,
            frame,
            Structure(symbol=symbol, timeframe=frame),
            chosen=frame == timeframe,
        )
        for frame in get_args(Timeframe)
    )
    half = len(chips) // 2
    end = _picture_end(texts, Structure(symbol=symbol, timeframe=timeframe))
    return (chips[:half], chips[half:], end)


def _transfer(texts: Texts, record: TransferRecord) -> Html:
    transfer = record.transfer
    recipient = transfer.recipient
    validator = transfer.way == "withdrawal"
    return texts(
        "whales-row",
        url=_url(transfer),
        coins=numbers.eth(transfer.size),
        time=moment(transfer.at_ns, "r"),
        state=texts(_STATES[record.state], block=numbers.amount(transfer.block_number)),
        sender=texts("transfer-validator")
        if validator
        else chain.address(transfer.sender, transfer.chain),
        recipient=chain.address(recipient, transfer.chain) if recipient else texts("new-contract"),
    )


def _page(texts: Texts, transfer: Transfer) -> Html:
    return texts("button-explorer", name=chain.explorer(transfer.chain))


def _url(transfer: Transfer) -> str:
    """The page of the transaction, or of the block where there is none."""
    if not transfer.tx_hash:
        return chain.block_url(transfer.block_number, transfer.chain)
    return chain.transaction_url(transfer.tx_hash, transfer.chain)


def _whale_rows(texts: Texts, records: Sequence[TransferRecord], least: float) -> Rows:
    chips = tuple(
        _chip(texts, numbers.amount(eth), Whales(least=eth), chosen=eth == least)
        for eth in LEAST_ETH
    )
    tell = Button(texts("button-tell-me"), tap=NewWhale(eth=least).pack())
    refresh = Button(texts("button-refresh"), tap=Whales(least=least).pack())
    looks = tuple(
        Button(_page(texts, newest.transfer), url=_url(newest.transfer)) for newest in records[:1]
    )
    return (chips, (refresh, *looks), (tell,), way_back(texts, Go(place="home")))


def _chip(texts: Texts, name: str, tap: Whales | Heatmap | Structure, *, chosen: bool) -> Button:
    return Button(texts("button-chosen", name=name) if chosen else name, tap=tap.pack())


def _picture_end(texts: Texts, again: Heatmap | Structure) -> tuple[Button, ...]:
    return (Button(texts("button-refresh"), tap=again.pack()), *way_back(texts))
