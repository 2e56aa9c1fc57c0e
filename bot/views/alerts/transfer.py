"""A whale moved coins."""

from typing import Literal

from bot.views import chain, numbers
from bot.views.alerts.case import Case, Tell, Told, joined
from bot.views.alerts.lateness import lateness
from bot.views.html import Html, moment, plain
from bot.views.screens import Button

_LONGEST_NAME = 18
_COIN = "ETH"

# By what flows, and whether both labels were published: in the chat, and on the card.
_HEADS = {
    ("deposit", True): ("transfer-deposit", "card-deposit"),
    ("deposit", False): ("transfer-deposit-likely", "card-deposit-likely"),
    ("withdrawal", True): ("transfer-withdrawal", "card-withdrawal"),
    ("withdrawal", False): ("transfer-withdrawal-likely", "card-withdrawal-likely"),
    ("between exchanges", True): ("transfer-between", "card-between"),
    ("between exchanges", False): ("transfer-between-likely", "card-between"),
}


def write(case: Case) -> Html:
    """Amount, ends, block and time; the dollar value where a price of the time is known.

    An end is called by its label where somebody knows whose it is. Which exchange gained or lost is
    said first, with "probably" where a rule inferred it and nobody published it.
    """
    return case.texts(
        "alert-transfer",
        head=_head(case),
        sender=_sender(case),
        recipient=_recipient(case),
        block=_block(case),
        time=moment(case.found.formed_ns),
        notes=_notes(case),
    )


def buttons(case: Case) -> tuple[Button, ...]:
    """The transaction on a block explorer, and its hash to take along; else its block.

    Of a pattern it is the transaction that completed it; what has none has no buttons.
    """
    on = case.found.subject
    tx_hash = case.text("hash") or case.text("members").rpartition(" ")[2]
    page = case.texts("button-explorer", name=chain.explorer(on))
    if not tx_hash:
        block = case.found.numbers.get("block")
        return (Button(page, url=chain.block_url(block, on)),) if block else ()
    return (
        Button(page, url=chain.transaction_url(tx_hash, on)),
        Button(case.texts("button-copy-hash"), copy=tx_hash),
    )


def card(title: str) -> Tell:
    """Tells on a card what a transfer of this kind is; the message has a text of its own."""

    def tell(case: Case) -> Told:
        worth = _worth(case)
        ends = case.texts(
            "card-transfer-line",
            sender=_short(case, "from"),
            recipient=_short(case, "to"),
        )
        called = case.text("function").partition("(")[0]
        return Told(
            mark="🐋",
            amount=_coins(case),
            worth=worth,
            title=_title(case, title),
            line=joined(ends, called),
        )

    return tell


def _title(case: Case, plainly: str) -> Html:
    """Which exchange gained or lost, where that is known."""
    _, key = _HEADS.get(_flow(case), ("", plainly))
    exchange = {end: chain.cut(case.text(f"{end}_entity"), _LONGEST_NAME) for end in ("from", "to")}
    return case.texts(key, sender=exchange["from"], recipient=exchange["to"])


def _flow(case: Case) -> tuple[str, bool]:
    return case.text("flow"), case.text("tier") == "A"


def _head(case: Case) -> Html:
    amount = _amount(case)
    if case.text("way") == "withdrawal":
        return case.texts("transfer-paid-out", amount=amount)
    return case.texts(
        _HEADS.get(_flow(case), ("transfer-moved", ""))[0],
        amount=amount,
        sender=chain.cut(case.text("from_entity")),
        recipient=chain.cut(case.text("to_entity")),
    )


def _block(case: Case) -> Html:
    if case.found.kind == "transfer_pending":
        return case.texts("transfer-waiting")
    return case.texts("transfer-block", block=numbers.amount(case.number("block")))


def _notes(case: Case) -> Html:
    """What one should know about it besides, most often nothing."""
    notes: list[Html] = []
    if case.text("way") == "internal":
        notes.append(case.texts("transfer-note-internal"))
    if case.text("status") == "unknown":
        notes.append(case.texts("transfer-note-unsure"))
    if "hop" in case.found.numbers:
        notes.append(case.texts("transfer-note-hop", hop=int(case.number("hop"))))
    if "function" in case.found.texts:
        called = case.text("function").partition("(")[0]
        notes.append(case.texts("transfer-note-calls", function=called))
    return Html("".join(f" · {note}" for note in notes) + lateness(case.texts, case.found))


def _coins(case: Case) -> str:
    """How much of what; an amount of ether keeps its tenths."""
    if "eth" in case.found.numbers:
        return case.figures.ether(case.number("eth"))
    return case.figures.coins(case.number("size"), case.text("coin"))


def _worth(case: Case) -> str:
    if case.price is None or "eth" not in case.found.numbers:
        return ""
    return case.figures.usd(case.number("eth") * case.price)


def _amount(case: Case) -> Html:
    worth = _worth(case)
    if not worth:
        return case.texts("amount-coins", coins=_coins(case))
    return case.texts("amount-valued", coins=_coins(case), usd=worth)


def _sender(case: Case) -> Html:
    if case.text("way") == "withdrawal":
        return case.texts("transfer-validator")
    called = chain.called(case.found.texts, "from")
    return chain.address(case.text("from"), case.found.subject, called)


def _recipient(case: Case) -> Html:
    recipient = case.text("to")
    if not recipient:
        return case.texts("new-contract")
    return chain.address(recipient, case.found.subject, chain.called(case.found.texts, "to"))


def _short(case: Case, end: Literal["from", "to"]) -> str:
    """One end, short enough for a card."""
    if end == "from" and case.text("way") == "withdrawal":
        return plain(case.texts("transfer-validator"))
    return chain.called(case.found.texts, end, _LONGEST_NAME) or plain(case.texts("new-contract"))


TRANSFERS: dict[str, Tell] = {
    "transfer": card("card-transfer"),
    "transfer_pending": card("card-pending"),
    "token_transfer": card("card-token"),
    "pass_through": card("card-passed-on"),
    "sweep": card("card-collected"),
    "internal_transfer": card("card-internal"),
    "contract_interaction": card("card-call"),
}
