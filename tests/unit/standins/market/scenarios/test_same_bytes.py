"""Specification of determinism: the same seed and scenario give the same bytes, anywhere."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[5]

PROGRAM = """
import sys
from hashlib import sha256
from standins.bybit.simulated import SimulatedVenue
from standins.market.exchange.instruments import instruments
from standins.market.scenarios import SCENARIOS

venue = SimulatedVenue(
    instruments(["ETHUSDT"]),
    seed=int(sys.argv[1]),
    now_ms=1_795_219_200_000,
    catch_up_s=20,
    scenario=SCENARIOS[sys.argv[2]],
)
digest = sha256()
while venue.due() < 1_795_219_200_000 + 12_000:
    for frame in venue.advance(lambda topic: True):
        digest.update(frame.payload)
for record in venue.ledger():
    digest.update(repr(record).encode())
print(digest.hexdigest())
"""


def bytes_of(seed: int, scenario: str, *, hash_seed: str) -> str:
    """The digest of every frame and record, from a process of its own."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own text
        [sys.executable, "-c", PROGRAM, str(seed), scenario],
        cwd=ROOT,
        env={"PYTHONHASHSEED": hash_seed},
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout.strip()


@pytest.mark.timeout(90)
@pytest.mark.parametrize("scenario", ["liquidation-cascade"])
def test_two_processes_make_the_same_bytes(scenario: str) -> None:
    first = bytes_of(3, scenario, hash_seed="1")

    assert len(first) == 64
    assert bytes_of(3, scenario, hash_seed="2") == first
