"""Specification of the price of gas of a block.

The expected percentiles follow the definition of ``eth_feeHistory``, worked out by hand.
"""

import pytest

from core.chain import GasPrice
from core.errors import BrokenInputError
from engine.feeds.ethereum.contents.blocks import RpcBlock
from tests.support.evm import GWEI, Json, a_block, a_receipt, a_transaction, facts

BASE = 20


def price(block: RpcBlock, *given: Json) -> GasPrice:
    return next(fact for fact in facts(block, *given) if isinstance(fact, GasPrice))


def paying(tip: float, gas: int, name: str = "0x01") -> Json:
    paid = hex(int((BASE + tip) * GWEI))
    return a_receipt(name, gasUsed=hex(gas), effectiveGasPrice=paid)


def tips(found: GasPrice) -> list[float]:
    return [wei / GWEI for wei in found.priority_wei]


def test_the_base_fee_and_the_share_of_the_limit_come_from_the_header() -> None:
    found = price(a_block())

    assert (found.base_fee_wei, found.used, found.priority_wei) == (20 * GWEI, 0.5, ())
    assert (found.block_number, found.seen_ns, found.late_ns) == (7, 9, 3)


def test_a_tip_weighs_as_much_as_the_gas_it_bought() -> None:
    found = price(a_block(), paying(9, 50_000), paying(1, 900_000), paying(2, 50_000))

    assert tips(found) == [1, 1, 1]


def test_the_percentiles_lie_at_a_tenth_a_half_and_nine_tenths_of_the_gas() -> None:
    found = price(a_block(), paying(5, 60), paying(1, 10), paying(3, 20), paying(8, 10))

    assert tips(found) == [1, 5, 5]


def test_without_receipts_every_transaction_counts_alike() -> None:
    prices = [hex((BASE + tip) * GWEI) for tip in (3, 1, 2)]
    block = a_block(*(a_transaction(f"0x{tip}", gasPrice=tip) for tip in prices))

    assert tips(price(block)) == [1, 1, 2]


def test_what_the_chain_itself_does_pays_no_tip_and_never_a_negative_one() -> None:
    block = a_block(a_transaction(type="0x7e", gasPrice="0x0"))

    assert tips(price(block)) == [0] * 3


def test_before_the_base_fee_the_tip_is_the_whole_price() -> None:
    block = a_block(a_transaction(), baseFeePerGas=None)

    found = price(block)

    assert (found.base_fee_wei, tips(found)) == (0, [30, 30, 30])


def test_receipts_that_do_not_tell_their_price_leave_the_tips_open() -> None:
    found = price(a_block(), a_receipt(effectiveGasPrice=None))

    assert found.priority_wei == ()


def test_a_price_that_is_no_number_names_the_block() -> None:
    with pytest.raises(BrokenInputError, match="gas in block 7"):
        price(a_block(), a_receipt(gasUsed="much"))
