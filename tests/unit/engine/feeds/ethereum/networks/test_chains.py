"""Specification of the list of chains."""

import re

import pytest

from core.errors import MisconfiguredError
from core.explorers import EXPLORERS
from engine.feeds.ethereum.networks.chains import NETWORKS, Network, network_of
from engine.feeds.ethereum.networks.thresholds import Thresholds
from engine.feeds.ethereum.networks.tokens import Token
from engine.flows.special import WRAPPED

EVERY = pytest.mark.parametrize("network", NETWORKS.values(), ids=lambda network: network.name)
ETH = 10**18


def test_five_chains_are_known_by_the_ids_they_answer_with() -> None:
    assert {name: network.chain_id for name, network in NETWORKS.items()} == {
        "ethereum": 1,
        "base": 8453,
        "arbitrum": 42161,
        "optimism": 10,
        "polygon": 137,
    }


@EVERY
def test_tokens_are_kept_under_their_contract_in_lower_case(network: Network) -> None:
    assert all(key == token.contract for key, token in network.tokens.items())
    assert all(re.fullmatch(r"0x[0-9a-f]{40}", contract) for contract in network.tokens)
    assert {"WETH", "USDC", "USDT"} <= {token.coin for token in network.tokens.values()}


@EVERY
def test_no_two_tokens_of_a_chain_share_a_name(network: Network) -> None:
    names = [token.coin for token in network.tokens.values()]

    assert len(names) == len(set(names))


@EVERY
def test_wrapped_ether_is_the_contract_that_wrapping_is_known_by(network: Network) -> None:
    wrapped = {token.contract for token in network.tokens.values() if token.coin == "WETH"}

    assert (WRAPPED[network.name] in wrapped) == (network.coin == "ETH")


def test_watch_lists_are_only_where_the_provider_serves_them() -> None:
    assert {name: sorted(network.watch_lists) for name, network in NETWORKS.items()} == {
        "ethereum": ["mined", "pending"],
        "base": [],
        "arbitrum": ["mined"],
        "optimism": ["mined"],
        "polygon": ["mined", "pending"],
    }


def test_every_chain_has_a_page_for_people() -> None:
    assert EXPLORERS.keys() == NETWORKS.keys()


def test_an_unknown_chain_is_refused_with_the_known_ones() -> None:
    with pytest.raises(MisconfiguredError, match=r"'solana'.*ethereum, base, arbitrum"):
        network_of("solana")


def test_more_tokens_can_be_read_on_a_chain_and_a_known_one_be_read_differently() -> None:
    new = Token(contract="0x" + "99" * 20, coin="NEW", decimals=0, per_ether=5)
    base = NETWORKS["base"].reading([new])

    assert base.tokens[new.contract] is new
    assert len(base.tokens) == len(NETWORKS["base"].tokens) + 1
    assert Thresholds.of(base, ether_wei=2 * ETH).tokens[new.contract] == 10


@EVERY
def test_an_amount_of_ether_has_its_like_in_every_coin(network: Network) -> None:
    least = Thresholds.of(network, ether_wei=10 * ETH)

    by_coin = {token.coin: least.tokens[token.contract] for token in network.tokens.values()}

    assert by_coin["WETH"] == 10 * ETH
    assert by_coin["USDC"] == by_coin["USDT"] == 25_000 * 10**6
    assert least.wei == (10 * ETH if network.coin == "ETH" else 100_000 * ETH)


@EVERY
def test_dollars_may_have_a_threshold_of_their_own(network: Network) -> None:
    least = Thresholds.of(network, ether_wei=10 * ETH, dollars=1_000_000.5)

    by_coin = {token.coin: least.tokens[token.contract] for token in network.tokens.values()}

    assert by_coin["USDC"] == by_coin["USDT"] == 1_000_000_500_000
    assert by_coin["WETH"] == 10 * ETH


def test_a_threshold_of_nothing_still_asks_for_something() -> None:
    least = Thresholds.of(NETWORKS["ethereum"], ether_wei=0)

    assert {least.wei, *least.tokens.values()} == {1}
