"""Specification of sameness: one seed gives the same bytes in every process and in any order."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from standins.market.chain.chain import Chain
from standins.market.chain.ledger import Ledger

FIRST, LAST = 23_900_000, 23_900_019
ROOT = Path(__file__).resolve().parents[5]

PRINTED = f"""
import sys, msgspec
from standins.market.chain.chain import Chain
from standins.market.chain.ledger import Ledger
chain = Chain(7)
chain.fork({FIRST + 9})
blocks = [chain.at(number) for number in range({FIRST}, {LAST + 1})]
told = Ledger(chain).records({FIRST}, {LAST})
sys.stdout.buffer.write(msgspec.json.encode([blocks, told, chain.waiting({LAST})]))
"""


def bytes_of_another_process(hash_seed: str) -> bytes:
    """What a fresh interpreter makes of the same seed; its own hashes of text differ."""
    return subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", PRINTED],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        check=True,
        timeout=20,
    ).stdout


@pytest.fixture(scope="module")
def elsewhere() -> bytes:
    return bytes_of_another_process("1")


def test_two_processes_make_the_same_bytes(elsewhere: bytes) -> None:
    assert bytes_of_another_process("2") == elsewhere


def test_blocks_asked_for_backwards_are_the_same_bytes(elsewhere: bytes) -> None:
    chain = Chain(7)
    chain.fork(FIRST + 9)
    told = Ledger(chain).records(FIRST, LAST)

    backwards = [chain.at(number) for number in range(LAST, FIRST - 1, -1)]

    again = [backwards[::-1], told, chain.waiting(LAST)]
    assert msgspec.json.encode(again) == elsewhere
