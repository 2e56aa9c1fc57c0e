"""Specification of exchange flows: what crossed the border of exchanges, added up by bucket."""

from msgspec.structs import replace

from core.chain import Transfer
from core.detection import Detection
from core.flows import ExchangeFlows, FlowSum
from core.labels import Category, Entity, Label
from core.ports import Stores
from engine.detectors.whale_transfer import WhaleTransfers
from engine.flows.book import LabelBook
from tests.contract.builders import commit
from tests.support.facts import NOON, SECOND, a_transfer

HOUR = 3_600 * SECOND
SOMEBODY, BINANCE, OKX = "0xaa", "0xb1", "0x0c"


def labelled(address: str, entity: str, category: Category = "exchange") -> Label:
    return Label(
        chain="ethereum",
        address=address,
        entity=Entity(entity),
        name=entity,
        category=category,
        source="a list",
        tier="A",
    )


def paid(eth: float, sender: str, recipient: str, *, block: int, at_s: int = 0) -> Transfer:
    sent = a_transfer(eth, tx=f"0x{block}", block=block)
    at_ns = NOON + at_s * SECOND
    return replace(sent, sender=sender, recipient=recipient, at_ns=at_ns, seen_ns=at_ns)


def told(*transfers: Transfer) -> list[Detection]:
    detector = WhaleTransfers(LabelBook([labelled(BINANCE, "Binance"), labelled(OKX, "OKX")]))
    found = [each for transfer in transfers for each in detector.update(transfer)]
    return [each for each in found if isinstance(each, Detection)]


async def kept(stores: Stores, *transfers: Transfer, **asked: object) -> ExchangeFlows:
    await commit(stores, transfers=list(transfers), detections=told(*transfers))
    return await flows(stores, **asked)


async def flows(stores: Stores, **asked: object) -> ExchangeFlows:
    usual = {"since_ns": NOON - HOUR, "until_ns": NOON + 2 * HOUR, "bucket_ns": HOUR}
    return await stores.history.exchange_flows(
        chain="ethereum",
        **(usual | asked),  # type: ignore[arg-type]
    )


def a_sum(size: float, exchange: str = "Binance", **changes: object) -> FlowSum:
    usual: dict[str, object] = {
        "at_ns": NOON // HOUR * HOUR,
        "exchange": exchange,
        "coin": "ETH",
        "incoming": True,
        "between": False,
        "size": size,
    }
    return FlowSum(**(usual | changes))  # type: ignore[arg-type]


async def test_what_comes_in_and_goes_out_is_added_up_by_bucket(stores: Stores) -> None:
    found = await kept(
        stores,
        paid(100, SOMEBODY, BINANCE, block=1),
        paid(50, SOMEBODY, BINANCE, block=2, at_s=9),
        paid(30, OKX, SOMEBODY, block=3, at_s=3_600),
        paid(7, SOMEBODY, "0xbb", block=4, at_s=3_700),
    )

    assert found.sums == [
        a_sum(150),
        a_sum(30, "OKX", incoming=False, at_ns=NOON // HOUR * HOUR + HOUR),
    ]
    assert (found.first_ns, found.newest_ns) == (NOON, NOON + 3_700 * SECOND)


async def test_what_goes_from_exchange_to_exchange_counts_for_both_and_says_so(
    stores: Stores,
) -> None:
    found = await kept(stores, paid(80, BINANCE, OKX, block=1))
    of_one = await flows(stores, exchange="OKX")

    assert found.sums == [
        a_sum(80, "Binance", incoming=False, between=True),
        a_sum(80, "OKX", between=True),
    ]
    assert found.largest == []
    assert of_one.sums == [a_sum(80, "OKX", between=True)]
    assert [each.numbers["eth"] for each in of_one.largest] == [80]


async def test_a_block_that_left_the_chain_takes_its_flows_along(stores: Stores) -> None:
    await kept(stores, paid(100, SOMEBODY, BINANCE, block=1))

    await commit(stores, retracted_blocks=["0xb1"])

    assert (await flows(stores)).sums == []
    assert (await flows(stores)).largest == []


async def test_the_largest_single_transfers_come_with_it(stores: Stores) -> None:
    sizes = [30, 100, 20, 60]
    found = await kept(
        stores,
        *(paid(eth, SOMEBODY, BINANCE, block=at) for at, eth in enumerate(sizes, 1)),
        largest=2,
    )

    assert sorted(each.numbers["eth"] for each in found.largest) == [60, 100]


async def test_a_window_holds_its_first_moment_and_not_its_last(stores: Stores) -> None:
    transfers = [paid(1, SOMEBODY, BINANCE, block=1), paid(2, SOMEBODY, BINANCE, block=2, at_s=60)]

    found = await kept(stores, *transfers, since_ns=NOON, until_ns=NOON + 60 * SECOND)

    assert found.sums == [a_sum(1)]


async def test_where_nothing_was_told_nobody_may_have_watched(stores: Stores) -> None:
    found = await flows(stores)

    assert (found.first_ns, found.newest_ns, found.sums) == (None, None, [])
