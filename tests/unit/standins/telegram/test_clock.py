"""Specification of the clock that tests move: set, advanced, frozen, and waited for."""

import asyncio

import pytest

from standins.telegram.clock import MovableClock
from standins.telegram.state import first_state


class Machine:
    """The machine's clock, which a test moves too."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def clock(machine: Machine) -> MovableClock:
    return MovableClock(machine, first_state(bot_id=1, username="b", name="B", now=0.0))


def test_time_moves_as_it_is_told_and_goes_on(clock: MovableClock, machine: Machine) -> None:
    clock.set(5000.0)
    clock.advance(60)

    machine.now += 5

    assert clock.now() == 5065.0


def test_frozen_time_moves_only_by_hand(clock: MovableClock, machine: Machine) -> None:
    clock.set(5000.0)
    clock.freeze(still=True)
    machine.now += 1000
    clock.advance(2)

    assert (clock.now(), clock.is_frozen) == (5002.0, True)


def test_time_that_is_let_go_goes_on_from_where_it_stood(
    clock: MovableClock, machine: Machine
) -> None:
    clock.freeze(still=True)
    machine.now += 1000
    clock.freeze(still=False)
    machine.now += 1

    assert clock.now() == 101.0


async def test_who_sleeps_wakes_when_time_is_moved(clock: MovableClock) -> None:
    async with asyncio.TaskGroup() as group:
        sleeper = group.create_task(clock.sleep(3600))
        await asyncio.sleep(0)
        clock.advance(3599)
        await asyncio.sleep(0)
        too_early = sleeper.done()
        clock.advance(1)

    assert not too_early


async def test_a_move_back_does_not_keep_a_sleeper_asleep(
    clock: MovableClock, machine: Machine
) -> None:
    clock.set(5000.0)

    async with asyncio.TaskGroup() as group:
        group.create_task(clock.sleep(10))
        await asyncio.sleep(0)
        clock.set(100.0)
        await asyncio.sleep(0)
        clock.advance(10)

    assert clock.now() == 110.0


async def test_who_sleeps_while_time_stands_still_waits_for_a_hand(clock: MovableClock) -> None:
    clock.freeze(still=True)

    async with asyncio.TaskGroup() as group:
        sleeper = group.create_task(clock.sleep(0.001))
        await asyncio.sleep(0.02)
        still_asleep = not sleeper.done()
        clock.advance(0.001)

    assert still_asleep
