"""Specification of clusters: wallets of one origin that do the same at the same time."""

import pickle

import pytest

from core.chain import Transfer
from engine.detectors.cluster import ClusterOptions, Clusters
from tests.support.flows import a_move, gone
from tests.support.patterns import Hearing, told

HOUR = 300


def funded(*wallets: str, by: str = "ann", every: int = 1) -> list[Transfer]:
    return [a_move(by, wallet, 0.5, block=n * every) for n, wallet in enumerate(wallets)]


def bought(*wallets: str, begin: int = 20, every: int = 5, coins: float = 200) -> list[Transfer]:
    return [a_move("hot", each, coins, block=begin + n * every) for n, each in enumerate(wallets)]


def test_three_wallets_of_one_origin_that_withdraw_together_are_a_cluster() -> None:
    (found,) = told(Clusters(), *funded("x", "y", "z"), *bought("x", "y", "z"))

    assert (found.kind, found.numbers["count"], found.numbers["total"]) == ("cluster", 3, 600)
    assert (found.texts["origin"], found.texts["exchange"]) == ("ann", "Binance")
    assert found.texts["flow"] == "withdrawal"


def test_so_are_three_that_pay_in_together() -> None:
    paid_in = [a_move(each, "hot", 200, block=20 + n) for n, each in enumerate("xyz")]

    (found,) = told(Clusters(), *funded("x", "y", "z"), *paid_in)

    assert found.texts["flow"] == "deposit"


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ([*funded("x", "y"), *bought("x", "y")], "two are too few"),
        (bought("x", "y", "z"), "nothing but the exchange ties them together"),
        ([*funded("x", "y"), *funded("z", by="bob"), *bought("x", "y", "z")], "two origins"),
        ([*funded("x", "y"), *bought("x", "y", "x", "y")], "the same wallets again"),
        (
            [*funded("x", "y", "z"), *bought("x", "y", "z", every=HOUR // 2 + 1)],
            "they take longer than an hour",
        ),
        ([*funded("x", "y", "z"), *bought("x", "y", "z", coins=99.9)], "too little"),
        (
            [*funded("x", "y", "z", every=HOUR + 1), *bought("x", "y", "z", begin=3 * HOUR)],
            "their origin paid them at different times",
        ),
        ([*funded("x", "y", "z", by="kraken"), *bought("x", "y", "z")], "an exchange is no tie"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_whatever_else_is_none(facts: list[Transfer], why: str) -> None:
    assert told(Clusters(), *facts) == []


def test_it_is_told_again_when_it_has_doubled_and_names_the_first() -> None:
    first, again = told(Clusters(), *funded(*"abcdef"), *bought(*"abcdef"))

    assert (again.numbers["count"], again.of) == (6, first.id)


def test_a_block_that_leaves_the_chain_takes_its_wallet_with_it() -> None:
    hearing = Hearing(Clusters())
    (first,) = hearing.update(*funded("x", "y", "z"), *bought("x", "y", "z"))

    (taken_back,) = hearing.update(gone(30))

    assert (taken_back.kind, taken_back.of) == ("cluster_withdrawn", first.id)


def test_after_a_restart_it_goes_on_where_it_was() -> None:
    hearing = Hearing(Clusters())
    facts = [*funded("x", "y", "z"), *bought("x", "y", "z")]
    hearing.update(*facts[:-1])

    restarted: Hearing = pickle.loads(pickle.dumps(hearing))  # noqa: S301 - our own bytes

    assert restarted.update(facts[-1]) == told(Clusters(), *facts)


@pytest.mark.parametrize("wrong", [{"least": 1}, {"hours": 0.0}, {"smallest": -1.0}])
def test_options_that_are_nobodys_doing_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="take"):
        ClusterOptions(**wrong)  # type: ignore[arg-type]  # that is the point
