"""A whale moved coins."""

from bot.views import chain, numbers
from bot.views.html import Html, moment
from bot.views.screens import Button
from bot.views.texts import Texts
from core.detection import Detection


def write(texts: Texts, found: Detection, coin_usd: float | None) -> Html:
    """Amount, way, block and time; the dollar value where a price of the time is known."""
    return texts(
        "alert-transfer",
        amount=_amount(texts, found, coin_usd),
        sender=chain.address(found.texts["from"]),
        recipient=_recipient(texts, found),
        block=numbers.amount(found.numbers["block"]),
        time=moment(found.formed_ns),
        unsure=texts("alert-transfer-unsure") if found.texts.get("status") == "unknown" else "",
    )


def buttons(texts: Texts, found: Detection) -> tuple[Button, ...]:
    """The transaction on a block explorer, and its hash to take along."""
    tx_hash = found.texts["hash"]
    return (
        Button(texts("button-explorer"), url=chain.transaction_url(tx_hash)),
        Button(texts("button-copy-hash"), copy=tx_hash),
    )


def _amount(texts: Texts, found: Detection, coin_usd: float | None) -> Html:
    coins = found.numbers["eth"]
    if coin_usd is None:
        return texts("amount-coins", coins=numbers.eth(coins))
    return texts("amount-valued", coins=numbers.eth(coins), usd=numbers.usd(coins * coin_usd))


def _recipient(texts: Texts, found: Detection) -> Html:
    recipient = found.texts["to"]
    return chain.address(recipient) if recipient else texts("new-contract")
