"""Specification of ``Snapshots``: what the detectors of a partition knew, kept by its owner."""

import pytest

from core.errors import FencedError
from core.ports import Snapshot, Stores
from tests.contract.builders import at


def a_snapshot(body: bytes = b"\x00known", *, code: str = "one", ms: int = 5) -> Snapshot:
    return Snapshot(position=at(ms), code=code, body=body)


async def test_what_was_kept_comes_back_as_it_was(stores: Stores) -> None:
    claim = await stores.ledger.acquire(0, "ann")

    await stores.snapshots.keep(claim, a_snapshot())

    assert await stores.snapshots.newest(0, "one") == a_snapshot()
    assert await stores.snapshots.newest(1, "one") is None


async def test_the_newest_takes_the_place_of_the_last(stores: Stores) -> None:
    claim = await stores.ledger.acquire(0, "ann")
    await stores.snapshots.keep(claim, a_snapshot(b"old", ms=5))

    await stores.snapshots.keep(claim, a_snapshot(b"new", ms=9))

    assert await stores.snapshots.newest(0, "one") == a_snapshot(b"new", ms=9)


async def test_what_another_program_kept_is_not_given(stores: Stores) -> None:
    claim = await stores.ledger.acquire(0, "ann")
    await stores.snapshots.keep(claim, a_snapshot(code="one"))

    assert await stores.snapshots.newest(0, "two") is None


async def test_who_lost_the_partition_keeps_nothing(stores: Stores) -> None:
    old = await stores.ledger.acquire(0, "ann")
    await stores.snapshots.keep(old, a_snapshot(b"mine"))
    new = await stores.ledger.acquire(0, "bob")

    with pytest.raises(FencedError):
        await stores.snapshots.keep(old, a_snapshot(b"late"))
    await stores.snapshots.keep(new, a_snapshot(b"his"))

    kept = await stores.snapshots.newest(0, "one")
    assert kept is not None
    assert kept.body == b"his"
