"""A whale moved coins."""

from bot.views import chain, numbers
from bot.views.alerts.lateness import lateness
from bot.views.html import Html, moment
from bot.views.screens import Button
from bot.views.texts import Texts
from core.detection import Detection

# By what flows, and whether both labels were published.
_HEADS = {
    ("deposit", True): "transfer-deposit",
    ("deposit", False): "transfer-deposit-likely",
    ("withdrawal", True): "transfer-withdrawal",
    ("withdrawal", False): "transfer-withdrawal-likely",
    ("between exchanges", True): "transfer-between",
    ("between exchanges", False): "transfer-between-likely",
}


def write(texts: Texts, found: Detection, coin_usd: float | None) -> Html:
    """Amount, ends, block and time; the dollar value where a price of the time is known.

    An end is called by its label where somebody knows whose it is. Which exchange gained or lost is
    said first, with "probably" where a rule inferred it and nobody published it.
    """
    return texts(
        "alert-transfer",
        head=_head(texts, found, coin_usd),
        sender=_sender(texts, found),
        recipient=_recipient(texts, found),
        block=numbers.amount(found.numbers["block"]),
        time=moment(found.formed_ns),
        notes=_notes(texts, found),
    )


def buttons(texts: Texts, found: Detection) -> tuple[Button, ...]:
    """The transaction on a block explorer, and its hash to take along; else its block."""
    tx_hash = found.texts["hash"]
    page = texts("button-explorer", name=chain.explorer(found.subject))
    if not tx_hash:
        return (Button(page, url=chain.block_url(found.numbers["block"], found.subject)),)
    return (
        Button(page, url=chain.transaction_url(tx_hash, found.subject)),
        Button(texts("button-copy-hash"), copy=tx_hash),
    )


def _head(texts: Texts, found: Detection, coin_usd: float | None) -> Html:
    amount = _amount(texts, found, coin_usd)
    if found.texts.get("way") == "withdrawal":
        return texts("transfer-paid-out", amount=amount)
    published = found.texts.get("tier") == "A"
    return texts(
        _HEADS.get((found.texts.get("flow", ""), published), "transfer-moved"),
        amount=amount,
        sender=chain.cut(found.texts.get("from_entity", "")),
        recipient=chain.cut(found.texts.get("to_entity", "")),
    )


def _notes(texts: Texts, found: Detection) -> Html:
    """What one should know about it besides, most often nothing."""
    notes: list[Html] = []
    if found.texts.get("way") == "internal":
        notes.append(texts("transfer-note-internal"))
    if found.texts.get("status") == "unknown":
        notes.append(texts("transfer-note-unsure"))
    return Html("".join(f" · {note}" for note in notes) + lateness(texts, found))


def _sender(texts: Texts, found: Detection) -> Html:
    if found.texts.get("way") == "withdrawal":
        return texts("transfer-validator")
    return chain.address(found.texts["from"], found.subject, chain.called(found.texts, "from"))


def _amount(texts: Texts, found: Detection, coin_usd: float | None) -> Html:
    coins = found.numbers["eth"]
    if coin_usd is None:
        return texts("amount-coins", coins=numbers.eth(coins))
    return texts("amount-valued", coins=numbers.eth(coins), usd=numbers.usd(coins * coin_usd))


def _recipient(texts: Texts, found: Detection) -> Html:
    recipient = found.texts["to"]
    if not recipient:
        return texts("new-contract")
    return chain.address(recipient, found.subject, chain.called(found.texts, "to"))
