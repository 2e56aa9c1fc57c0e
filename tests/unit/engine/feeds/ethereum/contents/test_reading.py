"""Specification of reading a block whole: everything in it once, in its order."""

from core.chain import Transfer
from engine.feeds.ethereum.networks.chains import NETWORKS
from tests.support.evm import (
    BOB,
    GWEI,
    WETH,
    a_block,
    a_log,
    a_receipt,
    a_transaction,
    facts,
)

ETH = 10**18
MILLION = 10**12


def test_a_transactions_own_value_comes_before_its_tokens_and_the_price_of_gas_at_the_end() -> None:
    payout = {"index": "0x1", "address": BOB, "amount": hex(32_000 * GWEI)}
    block = a_block(
        a_transaction("0x01", eth=100), a_transaction("0x02", eth=100), withdrawals=[payout]
    )
    first = a_receipt("0x01", a_log(MILLION, number=0), a_log(100 * ETH, contract=WETH, number=1))
    second = a_receipt("0x02", a_log(MILLION, number=2))

    *moved, last = facts(block, first, second)

    assert [fact.place for fact in moved if isinstance(fact, Transfer)] == [
        "", "log:0", "log:1", "", "log:2", "withdrawal:1",
    ]  # fmt: skip
    assert type(last).__name__ == "GasPrice"


def test_another_chain_tells_its_own_name_its_own_coin_and_its_own_tokens() -> None:
    block = a_block(a_transaction(eth=2_000_000))
    of_ethereum = a_receipt("0x01", a_log(MILLION))

    found, gas = facts(block, of_ethereum, network=NETWORKS["polygon"])

    assert isinstance(found, Transfer)
    assert (found.chain, found.coin, found.contract) == ("polygon", "POL", None)
    assert gas.chain == "polygon"


def test_place_and_transaction_tell_every_move_apart() -> None:
    block = a_block(a_transaction(eth=100), a_transaction("0x02", eth=100))
    logs = [a_log(MILLION, number=number) for number in range(3)]

    found = [fact for fact in facts(block, a_receipt("0x01", *logs)) if isinstance(fact, Transfer)]

    assert len({(fact.tx_hash, fact.place) for fact in found}) == len(found) == 5
