"""Specification of a chain's past: each move once, in the block that holds it now."""

import msgspec

from core.chain import state_of
from core.ports import KeptTransfer, Stores
from tests.contract.builders import (
    a_finality,
    a_gas_price,
    a_pending,
    a_token,
    a_withdrawal,
    commit,
)
from tests.support.facts import NOON, SECOND, a_transfer

ETHER = 10**18
BLOCK = 12 * SECOND


async def test_every_word_about_a_transfer_is_kept(stores: Stores) -> None:
    created = msgspec.structs.replace(
        a_transfer(500, tx="0x1", late_s=3), recipient=None, created="0xc0de", selector="0x60806040"
    )
    token = a_token(5_000_000, tx="0x2")
    await commit(stores, transfers=[created, token])

    assert await stores.history.transfers(min_wei=1, limit=9, chain="ethereum") == [created]
    assert await stores.history.token_transfers(
        coin="USDT", min_size=0.1, limit=9, chain="ethereum"
    ) == [token]


async def test_the_moves_of_one_transaction_stand_beside_each_other(stores: Stores) -> None:
    own = a_transfer(500, tx="0x1", block=7)
    inner = msgspec.structs.replace(own, way="internal", place="0.2")
    tokens = [a_token(9, tx="0x1", log=17), a_token(9, tx="0x1", log=9)]
    await commit(stores, transfers=[own, inner, *tokens])

    kept = await stores.history.transaction(chain="ethereum", tx_hash="0x1")

    assert [each.transfer.place for each in kept] == ["", "0.2", "log:17", "log:9"]
    assert await stores.history.transaction(chain="base", tx_hash="0x1") == []


async def test_withdrawals_have_no_transaction_and_are_told_apart(stores: Stores) -> None:
    first, second = a_withdrawal(32, number=1), a_withdrawal(2048, number=2)
    await commit(stores, transfers=[first, second, first])

    found = await stores.history.transfers(min_wei=0, limit=9, chain="ethereum")

    assert found == [second, first]


async def test_tokens_are_asked_for_by_name_and_size(stores: Stores) -> None:
    small, large = a_token(999, tx="0x1"), a_token(1_000, tx="0x2")
    await commit(stores, transfers=[small, large, a_transfer(5_000, tx="0x3")])

    async def found(coin: str, chain: str = "ethereum") -> list[str]:
        told = await stores.history.token_transfers(coin=coin, min_size=1_000, limit=9, chain=chain)
        return [each.tx_hash for each in told]

    assert await found("USDT") == ["0x2"]
    assert await found("ETH") == []
    assert await found("USDT", "base") == []


async def test_a_pending_transfer_stands_where_it_was_seen(stores: Stores) -> None:
    old, new = a_transfer(tx="0x1", at_s=0), a_transfer(tx="0x2", at_s=24)
    waiting = a_pending(tx="0x3", at_s=12)
    await commit(stores, transfers=[old, waiting, new])

    found = await stores.history.transfers(min_wei=0, limit=9, chain="ethereum")

    assert found == [new, waiting, old]


async def test_a_block_takes_a_pending_transfer_in(stores: Stores) -> None:
    mined = a_transfer(tx="0x1", at_s=12)
    await commit(stores, transfers=[a_pending(tx="0x1")])

    await commit(stores, transfers=[mined])

    assert await stores.history.transfers(min_wei=0, limit=9, chain="ethereum") == [mined]


async def test_a_late_notice_of_the_mempool_undoes_no_block(stores: Stores) -> None:
    mined, both = a_transfer(tx="0x1"), a_transfer(tx="0x2")
    await commit(stores, transfers=[mined, both, a_pending(tx="0x2")])

    await commit(stores, transfers=[a_pending(tx="0x1")])

    found = await stores.history.transfers(min_wei=0, limit=9, chain="ethereum")
    assert {each.status for each in found} == {"success"}


async def test_a_retracted_transfer_can_still_be_looked_up(stores: Stores) -> None:
    transfer = a_transfer(tx="0x1", block=7)
    await commit(stores, transfers=[transfer])
    await commit(stores, retracted_blocks=["0xb7"])

    kept = await stores.history.transaction(chain="ethereum", tx_hash="0x1")

    assert kept == [KeptTransfer(transfer=transfer, retracted=True)]
    assert state_of(transfer, {}, retracted=kept[0].retracted) == "retracted"


async def test_another_block_may_put_another_log_in_the_same_place(stores: Stores) -> None:
    again = msgspec.structs.replace(a_token(7, tx="0x1", block=8), recipient="0xother")
    await commit(stores, transfers=[a_token(5, tx="0x1", block=7)])

    await commit(stores, retracted_blocks=["0xb7"], transfers=[again])

    [kept] = await stores.history.transaction(chain="ethereum", tx_hash="0x1")
    assert kept == KeptTransfer(transfer=again, retracted=False)


async def test_a_block_that_is_told_again_changes_nothing(stores: Stores) -> None:
    first = a_transfer(tx="0x1")
    again = msgspec.structs.replace(first, seen_ns=first.seen_ns + SECOND, late_ns=SECOND)
    await commit(stores, transfers=[first])

    await commit(stores, transfers=[again])

    assert await stores.history.transfers(min_wei=0, limit=9, chain="ethereum") == [first]


async def test_detectors_get_what_moved_since_in_the_chain_s_order(stores: Stores) -> None:
    before, second, first = (
        a_transfer(tx="0x1", block=7, at_s=0),
        a_transfer(tx="0x2", block=9, at_s=24),
        msgspec.structs.replace(a_transfer(1, tx="0x3", block=8, at_s=12), index=3),
    )
    token = msgspec.structs.replace(a_token(1, tx="0x4", block=8), at_ns=first.at_ns, index=2)
    failed = a_transfer(tx="0x5", block=8, at_s=12, status="failed")
    await commit(
        stores, transfers=[second, before, first, token, failed, a_pending(tx="0x6", at_s=30)]
    )

    since_ns = NOON + 12 * SECOND
    told = await stores.history.transfers_since(chain="ethereum", since_ns=since_ns)
    large = await stores.history.transfers_since(
        chain="ethereum", since_ns=since_ns, min_units=100 * ETHER
    )

    assert told == [token, first, second]
    assert large == [token, second]


async def test_finality_goes_on_and_never_back(stores: Stores) -> None:
    await commit(stores, finality=[a_finality("safe", 9), a_finality("safe", 8)])
    await commit(stores, finality=[a_finality("safe", 7), a_finality("final", 5)])

    told = await stores.history.finality("ethereum")

    assert told == {"safe": a_finality("safe", 9), "final": a_finality("final", 5)}
    assert await stores.history.finality("base") == {}


async def test_a_chain_that_begins_anew_is_settled_by_its_new_blocks(stores: Stores) -> None:
    anew = msgspec.structs.replace(a_finality("final", 9), block_number=1)
    await commit(stores, finality=[a_finality("final", 8)])

    await commit(stores, finality=[anew])

    assert await stores.history.finality("ethereum") == {"final": anew}


async def test_gas_of_a_window_and_of_the_newest_block(stores: Stores) -> None:
    prices = [a_gas_price(block) for block in range(4)]
    empty = a_gas_price(4, tips=())
    await commit(stores, gas=[prices[3], empty, prices[0], prices[2], prices[1]])

    window = await stores.history.gas(
        chain="ethereum", since_ns=NOON + BLOCK, until_ns=NOON + 3 * BLOCK
    )

    assert window == prices[1:3]
    assert await stores.history.latest_gas("ethereum") == empty
    assert await stores.history.latest_gas("base") is None


async def test_a_block_that_replaced_another_has_the_price(stores: Stores) -> None:
    new = a_gas_price(7, base_fee_wei=9, fork="b")
    newest = a_gas_price(8, base_fee_wei=2**200, fork="b")
    await commit(stores, gas=[a_gas_price(7), a_gas_price(8), newest])

    await commit(stores, gas=[new])

    assert await stores.history.gas(chain="ethereum", since_ns=0, until_ns=2**62) == [new, newest]
