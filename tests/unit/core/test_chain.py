"""Specification of a transfer's way: pending, included, safe, final, or retracted."""

import msgspec
import pytest

from core.chain import FinalityState, TransferState, state_of
from tests.contract.builders import a_finality, a_pending
from tests.support.facts import a_transfer

SAFE, FINAL = a_finality("safe", 8), a_finality("final", 6)


@pytest.mark.parametrize(
    ("block", "state"),
    [(9, "included"), (8, "safe"), (7, "safe"), (6, "final"), (1, "final")],
)
def test_a_transfer_is_as_settled_as_its_block(block: int, state: TransferState) -> None:
    assert state_of(a_transfer(block=block), {"safe": SAFE, "final": FINAL}) == state


@pytest.mark.parametrize(("told", "state"), [("safe", "safe"), ("final", "included")])
def test_a_chain_may_tell_one_of_the_two_only(told: FinalityState, state: TransferState) -> None:
    newest = {"safe": SAFE, "final": FINAL}[told]

    assert state_of(a_transfer(block=7), {told: newest}) == state


def test_what_waits_in_a_mempool_is_pending_though_its_block_has_number_zero() -> None:
    assert state_of(a_pending(), {"safe": SAFE, "final": FINAL}) == "pending"


def test_what_left_with_its_block_is_retracted_whatever_else_is_known() -> None:
    failed = msgspec.structs.replace(a_transfer(block=1), status="failed")

    assert state_of(failed, {"final": FINAL}, retracted=True) == "retracted"
