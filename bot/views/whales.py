"""The newest transfers: how much, when, how settled, and from whom to whom."""

from collections.abc import Sequence

from bot.views import chain, numbers
from bot.views.chips import chip
from bot.views.html import Html, link, moment
from bot.views.menu import way_back
from bot.views.screens import Button, Rows, Screen
from bot.views.taps import Go, NewWhale, Whales
from bot.views.texts import Texts
from core.chain import Transfer, TransferState
from core.detection import Detection
from usecases.recent_transfers import TransferRecord
from usecases.transfer_question import TransferQuestion, own_coin, worth_a_look

TOKENS = ("USDT", "USDC", "WETH")

_SIZES = (1, 5, 10, 50)
_LONGEST_NAME = 20
_STATES: dict[TransferState, str] = {
    "pending": "whales-pending",
    "included": "whales-included",
    "safe": "whales-safe",
    "final": "whales-final",
    "retracted": "whales-retracted",
}
_SIGNS = {"deposit": "📥", "withdrawal": "📤", "between exchanges": "🔁"}


def whales(texts: Texts, records: Sequence[TransferRecord], asked: TransferQuestion) -> Screen:
    """The newest moves that were asked for, newest first."""
    amount = numbers.coins(asked.least, asked.coin)
    where = chain.title(asked.chain)
    if records:
        rows = [_row(texts, record) for record in records]
        text = Html("\n\n".join([texts("whales-head", amount=amount, chain=where), *rows]))
    else:
        text = texts("whales-none", amount=amount, chain=where)
    return Screen(text=text, rows=_rows(texts, asked))


def _row(texts: Texts, record: TransferRecord) -> Html:
    transfer, told = record.transfer, record.told
    flow = told.texts.get("flow", "") if told else ""
    ends = [_sender(texts, transfer, told), _recipient(texts, transfer, told)]
    if record.onward is not None:
        ends.append(_end(record.onward, transfer.chain))
    return texts(
        "whales-row",
        sign=_SIGNS.get(flow, "🐋"),
        amount=link(numbers.coins(transfer.size, transfer.coin), _page(transfer)),
        time=moment(transfer.at_ns, "r"),
        state=_state(texts, record),
        ends=Html(" → ".join(ends)),
    )


def _state(texts: Texts, record: TransferRecord) -> Html:
    word = texts(_STATES[record.state])
    if record.state == "pending":
        return word
    page = chain.block_url(record.transfer.block_number, record.transfer.chain)
    return link(word, page)


def _sender(texts: Texts, transfer: Transfer, told: Detection | None) -> Html:
    if transfer.way == "withdrawal":
        return texts("transfer-validator")
    called = chain.called(told.texts, "from", _LONGEST_NAME) if told else ""
    return chain.address(transfer.sender, transfer.chain, called)


def _recipient(texts: Texts, transfer: Transfer, told: Detection | None) -> Html:
    recipient = transfer.recipient or transfer.created
    if not transfer.recipient:
        new = texts("new-contract")
        return link(new, chain.address_url(recipient, transfer.chain)) if recipient else new
    called = chain.called(told.texts, "to", _LONGEST_NAME) if told else ""
    return chain.address(transfer.recipient, transfer.chain, called)


def _end(onward: Detection, on: str) -> Html:
    return chain.address(onward.texts["to"], on, chain.called(onward.texts, "to", _LONGEST_NAME))


def _page(transfer: Transfer) -> str:
    """The page of the transaction, or of the block where there is none."""
    if not transfer.tx_hash:
        return chain.block_url(transfer.block_number, transfer.chain)
    return chain.transaction_url(transfer.tx_hash, transfer.chain)


def _rows(texts: Texts, asked: TransferQuestion) -> Rows:
    least = worth_a_look(asked.coin)
    sizes = tuple(
        chip(
            texts,
            numbers.compact(least * times),
            _tap(asked.coin, asked.chain, least * times),
            chosen=least * times == asked.least,
        )
        for times in _SIZES
    )
    coins = tuple(
        chip(texts, coin, _tap(coin, asked.chain), chosen=coin == asked.coin)
        for coin in (own_coin(asked.chain), *TOKENS)
    )
    refresh = Button(texts("button-refresh"), tap=_tap(asked.coin, asked.chain, asked.least).pack())
    tell: tuple[Button, ...] = ()
    if asked.own and asked.chain == "ethereum":  # what a rule can ask for
        tell = (Button(texts("button-tell-me"), tap=NewWhale(eth=asked.least).pack()),)
    return (sizes, coins, (refresh, *tell), way_back(texts, Go(place="home")))


def _tap(coin: str, on: str, least: float | None = None) -> Whales:
    return Whales(least=worth_a_look(coin) if least is None else least, coin=coin, chain=on)
