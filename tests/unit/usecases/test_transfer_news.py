"""Specification of what counts as news among the transfers that are kept."""

import pytest
from msgspec import structs

from core.chain import Transfer
from core.detection import Detection
from core.labels import Label, entity_of
from core.ports import Stores
from db.memory import memory_stores
from engine.detectors.whale_transfer import WhaleTransfers
from engine.flows.book import LabelBook
from tests.contract.builders import a_pending, a_token, commit
from tests.support.clock import Clockwork
from tests.support.facts import NOON, a_transfer
from usecases.recent_transfers import TransferNews
from usecases.transfer_question import TransferQuestion

ANN, BEN, HOT, COLD = (f"0x{letter * 40}" for letter in "abcd")


@pytest.fixture
def stores() -> Stores:
    return memory_stores(Clockwork(NOON))


async def keep(stores: Stores, *transfers: Transfer) -> None:
    """What the worker does with transfers: they are kept with what is found out about them."""
    labels = LabelBook()
    for address, name in ((HOT, "Binance 14"), (COLD, "Binance 8")):
        labels.put(
            Label(
                chain="ethereum",
                address=address,
                entity=entity_of(name),
                name=name,
                category="exchange",
                source="a list",
                tier="A",
            )
        )
    detector = WhaleTransfers(labels)
    found = [one for each in transfers for one in detector.update(each)]
    detections = [one for one in found if isinstance(one, Detection)]
    await commit(stores, transfers=transfers, detections=detections)


def paid(sender: str, recipient: str, eth: float, *, tx: str, block: int) -> Transfer:
    return structs.replace(
        a_transfer(eth, tx=tx, block=block, at_s=block), sender=sender, recipient=recipient
    )


async def test_a_move_of_two_hops_is_one_line_that_knows_where_it_ended(stores: Stores) -> None:
    first = paid(ANN, BEN, 500, tx="0x1", block=7)
    await keep(stores, first, paid(BEN, HOT, 499, tx="0x2", block=8))

    [move] = await TransferNews(stores.history)(TransferQuestion())

    assert move.transfer == first
    assert move.onward is not None
    assert move.onward.texts["to_name"] == "Binance 14"


async def test_what_stays_with_an_exchange_or_with_oneself_is_no_news(stores: Stores) -> None:
    own = paid(HOT, COLD, 900, tx="0x1", block=7)
    oneself = paid(ANN, ANN, 900, tx="0x2", block=8)
    left = paid(HOT, ANN, 300, tx="0x3", block=9)
    await keep(stores, own, oneself, left)

    [move] = await TransferNews(stores.history)(TransferQuestion())

    assert move.transfer == left
    assert move.told is not None
    assert (move.told.texts["flow"], move.told.texts["from_name"]) == ("withdrawal", "Binance 14")


async def test_news_behind_many_other_transfers_is_still_found(stores: Stores) -> None:
    news = paid(ANN, BEN, 500, tx="0x1", block=1)
    others = [paid(HOT, COLD, 500 + n, tx=f"0xf{n}", block=2 + n) for n in range(60)]
    await keep(stores, news, *others)

    [move] = await TransferNews(stores.history, limit=2)(TransferQuestion())

    assert move.transfer == news


async def test_tokens_and_what_waits_in_the_mempool_are_news_too(stores: Stores) -> None:
    await keep(stores, a_pending(800), a_token(5_000_000, tx="0xbb"))
    news = TransferNews(stores.history)

    [waiting] = await news(TransferQuestion())
    [token] = await news(TransferQuestion(coin="USDT", least=1e6))

    assert waiting.state == "pending"
    assert token.transfer.coin == "USDT"
