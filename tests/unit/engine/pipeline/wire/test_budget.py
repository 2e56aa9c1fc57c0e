"""Specification of the connections that may be opened to one host."""

from engine.pipeline.wire.budget import ConnectionBudget
from tests.support.facts import NOON, SECOND


def test_a_host_gets_so_many_connections_in_a_window_and_then_waits() -> None:
    budget = ConnectionBudget(most=2, window_s=300)

    waits = [budget.take("venue", NOON + second * SECOND) for second in (0, 10, 20, 300)]

    assert waits == [0, 0, 280, 0]


def test_hosts_have_budgets_of_their_own() -> None:
    budget = ConnectionBudget(most=1, window_s=300)
    budget.take("venue", NOON)

    assert budget.take("node", NOON) == 0


def test_a_clock_that_is_set_back_locks_nobody_out() -> None:
    budget = ConnectionBudget(most=1, window_s=300)
    budget.take("venue", NOON)

    assert budget.take("venue", NOON - 3600 * SECOND) == 0
