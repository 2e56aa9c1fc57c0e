"""Specification of validators' withdrawals: in the block, in no transaction, in gwei."""

from tests.support.evm import BOB, GWEI, Json, a_block, a_transaction, facts, transfers


def a_withdrawal(eth: float, index: int = 5) -> Json:
    gwei = hex(int(eth * GWEI))
    return {"index": hex(index), "validatorIndex": "0x4e574", "address": BOB, "amount": gwei}


def test_a_stake_that_is_paid_out_is_a_transfer_from_nobody_without_a_transaction() -> None:
    block = a_block(withdrawals=[a_withdrawal(2_048, index=99)])

    (found,) = transfers(block)

    assert (found.way, found.place, found.tx_hash) == ("withdrawal", "withdrawal:99", "")
    assert (found.sender, found.recipient) == ("0x" + "0" * 40, BOB)
    assert (found.size, found.coin, found.status) == (2_048.0, "ETH", "success")


def test_swept_rewards_are_too_small_to_be_told() -> None:
    block = a_block(withdrawals=[a_withdrawal(0.0185), a_withdrawal(32, index=6)])

    assert [found.place for found in transfers(block, eth=32)] == ["withdrawal:6"]


def test_they_come_behind_the_blocks_transactions() -> None:
    block = a_block(a_transaction(eth=100), withdrawals=[a_withdrawal(1), a_withdrawal(100)])

    assert [(found.way, found.index) for found in transfers(block)] == [
        ("transaction", 0),
        ("withdrawal", 2),
    ]


def test_a_block_of_before_their_time_has_none() -> None:
    assert len(facts(a_block())) == len(facts(a_block(withdrawals=None))) == 1
