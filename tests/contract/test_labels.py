"""Specification of ``Labels``: who addresses belong to, and the stream of its changes."""

import asyncio
from time import monotonic

import pytest
from msgspec.structs import replace

from core.errors import BrokenInputError
from core.labels import Entity, Label, Tier
from core.ports import Stores
from tests.contract.builders import commit, someone

HOT = "0x28c6c06298d514db089934071355e5743bf21d60"
COLD = "0xbe0eb53f46cd790cd13851d5eff43d12404d33e8"


def a_label(
    name: str = "Binance 14",
    *,
    address: str = HOT,
    entity: str = "Binance",
    chain: str = "ethereum",
    source: str = "a list",
    tier: Tier = "A",
    owner: int = 0,
) -> Label:
    return Label(
        chain=chain,
        address=address,
        entity=Entity(entity),
        name=name,
        category="exchange",
        source=source,
        tier=tier,
        owner=owner,
        evidence="page 7",
    )


def as_given(labels: list[Label]) -> list[Label]:
    """Without the numbers that the store gave them."""
    return [replace(label, version=0) for label in labels]


async def test_a_label_comes_back_as_it_was_put(stores: Stores) -> None:
    changed = await stores.labels.put([a_label()])

    found = await stores.labels.find(chain="ethereum", addresses=[HOT, COLD])

    assert changed == 1
    assert as_given(found) == [a_label()]


async def test_the_same_label_again_changes_nothing_and_is_no_news(stores: Stores) -> None:
    await stores.labels.put([a_label()])
    [before] = await stores.labels.find(chain="ethereum", addresses=[HOT])

    changed = await stores.labels.put([a_label(), a_label("Binance 15", address=COLD)])

    assert changed == 1
    [after] = await stores.labels.find(chain="ethereum", addresses=[HOT])
    assert after == before


async def test_a_source_that_changes_its_mind_replaces_what_it_said(stores: Stores) -> None:
    await stores.labels.put([a_label("Binance 14", source="a list")])

    await stores.labels.put([a_label("Binance: Hot Wallet 14", source="a list")])

    found = await stores.labels.find(chain="ethereum", addresses=[HOT])
    assert [label.name for label in found] == ["Binance: Hot Wallet 14"]


async def test_of_two_words_of_one_source_in_one_go_the_later_counts(stores: Stores) -> None:
    changed = await stores.labels.put([a_label("first"), a_label("second")])

    found = await stores.labels.find(chain="ethereum", addresses=[HOT])
    assert changed == 1
    assert [label.name for label in found] == ["second"]


async def test_sources_stand_beside_each_other_the_better_tier_first(stores: Stores) -> None:
    weak = a_label("maybe Binance", source="a hint", tier="C")
    ruled = a_label("probable deposit", source="rule:deposit", tier="B")
    await stores.labels.put([weak, ruled, a_label()])

    found = await stores.labels.find(chain="ethereum", addresses=[HOT])

    assert [label.tier for label in found] == ["A", "B", "C"]


async def test_a_user_s_own_label_is_theirs_alone_and_stands_first(stores: Stores) -> None:
    ann, _ = await someone(stores, 1001)
    bob, _ = await someone(stores, 1002)
    own = a_label("my exchange", source="user", tier="C", owner=ann.id)
    await stores.labels.put([a_label(), own])

    for_ann = await stores.labels.find(chain="ethereum", addresses=[HOT], owner=ann.id)
    for_bob = await stores.labels.find(chain="ethereum", addresses=[HOT], owner=bob.id)

    assert [label.name for label in for_ann] == ["my exchange", "Binance 14"]
    assert [label.name for label in for_bob] == ["Binance 14"]


async def test_a_label_of_nobody_we_know_is_refused(stores: Stores) -> None:
    with pytest.raises(BrokenInputError, match="no user"):
        await stores.labels.put([a_label(source="user", owner=404)])

    assert await stores.labels.find(chain="ethereum", addresses=[HOT], owner=404) == []


async def test_an_address_is_known_by_its_chain(stores: Stores) -> None:
    await stores.labels.put([a_label(), a_label("Base bridge", chain="base")])

    found = await stores.labels.find(chain="base", addresses=[HOT])

    assert [label.name for label in found] == ["Base bridge"]


async def test_a_removed_label_is_found_no_more_but_told_to_followers(stores: Stores) -> None:
    await stores.labels.put([a_label()])
    [told] = await stores.labels.changed_since(0, limit=9)

    gone = await stores.labels.remove(chain="ethereum", address=HOT, source="a list")
    again = await stores.labels.remove(chain="ethereum", address=HOT, source="a list")

    assert (gone, again) == (True, False)
    assert await stores.labels.find(chain="ethereum", addresses=[HOT]) == []
    [change] = await stores.labels.changed_since(told.version, limit=9)
    assert change.removed
    assert change.address == HOT


async def test_a_removed_label_lives_again_when_its_source_says_so(stores: Stores) -> None:
    await stores.labels.put([a_label()])
    await stores.labels.put([replace(a_label(), removed=True)])

    await stores.labels.put([a_label()])

    assert as_given(await stores.labels.find(chain="ethereum", addresses=[HOT])) == [a_label()]


async def test_an_entity_s_wallets_are_listed_by_name_whatever_the_case(stores: Stores) -> None:
    cold = a_label("Binance 07", address=COLD)
    await stores.labels.put([a_label(), cold, a_label("Kraken 1", entity="Kraken", source="other")])

    found = await stores.labels.of_entity("bInAnCe")
    first = await stores.labels.of_entity("Binance", limit=1)

    assert [label.name for label in found] == ["Binance 07", "Binance 14"]
    assert as_given(first) == [cold]


async def test_changes_are_told_in_order_and_in_portions(stores: Stores) -> None:
    await stores.labels.put([a_label()])
    await stores.labels.put([a_label("Binance 7", address=COLD)])
    await stores.labels.put([a_label("Binance 14b")])

    first = await stores.labels.changed_since(0, limit=1)
    rest = await stores.labels.changed_since(first[-1].version, limit=9)

    assert [label.name for label in first + rest] == ["Binance 7", "Binance 14b"]


async def test_a_label_that_a_batch_infers_is_stored_with_the_batch(stores: Stores) -> None:
    inferred = a_label("Binance deposit", source="rule:deposit", tier="B")
    taken_back = replace(inferred, address=COLD, removed=True)

    await commit(stores, labels=[inferred, taken_back])

    found = await stores.labels.find(chain="ethereum", addresses=[HOT, COLD])
    assert as_given(found) == [inferred]


async def test_text_that_no_column_takes_is_cleaned(stores: Stores) -> None:
    await stores.labels.put([a_label("Bin\0ance \ud83d")])

    [found] = await stores.labels.find(chain="ethereum", addresses=[HOT])

    assert found.name == "Binance ?"


async def test_a_wait_ends_when_a_label_changes(stores: Stores) -> None:
    await stores.labels.changed(0.0)
    started = monotonic()

    async with asyncio.TaskGroup() as group:
        group.create_task(stores.labels.changed(20))
        await stores.labels.put([a_label()])

    assert monotonic() - started < 10
