"""Specification of /v1/transfers: what moved, exactly, and how settled it is."""

import httpx

from core.ports import Stores
from tests.contract.builders import a_finality, a_token, a_withdrawal, commit
from tests.support.facts import a_transfer

TX = "0x" + "ab" * 32


async def test_the_newest_transfers_come_first_with_exact_amounts(
    client: httpx.AsyncClient, stores: Stores
) -> None:
    old, new = a_transfer(500.000001, tx="0x1", block=1), a_transfer(700, tx="0x2", block=2)
    await commit(stores, transfers=[old, new, a_transfer(99, tx="0x3"), a_token(10**9)])

    answer = await client.get("/v1/transfers", params={"min_eth": 100})

    found = answer.json()["transfers"]
    assert [transfer["hash"] for transfer in found] == ["0x2", "0x1"]
    assert (found[1]["units"], found[1]["amount"]) == ("500000001000000000000", 500.000001)
    assert found[1]["from"].startswith("0x28c6")


async def test_a_transfer_says_how_settled_it_is(client: httpx.AsyncClient, stores: Stores) -> None:
    transfers = [a_transfer(tx=f"0x{block}", block=block) for block in (5, 7, 9)]
    settled = [a_finality("final", 5), a_finality("safe", 7)]
    await commit(stores, transfers=transfers, finality=settled)

    answer = await client.get("/v1/transfers")

    states = [transfer["state"] for transfer in answer.json()["transfers"]]
    assert states == ["included", "safe", "final"]


async def test_a_withdrawal_has_no_transaction(client: httpx.AsyncClient, stores: Stores) -> None:
    await commit(stores, transfers=[a_withdrawal(2048, number=7)])

    [found] = (await client.get("/v1/transfers")).json()["transfers"]

    assert (found["hash"], found["way"], found["coin"]) == ("", "withdrawal", "ETH")


async def test_a_token_is_asked_for_by_its_symbol(
    client: httpx.AsyncClient, stores: Stores
) -> None:
    await commit(stores, transfers=[a_token(5_000_000), a_token(9, log=2), a_transfer()])

    answer = await client.get("/v1/transfers", params={"coin": "USDT", "min_amount": 1_000_000})

    [found] = answer.json()["transfers"]
    assert (found["amount"], found["units"]) == (5_000_000.0, "5000000000000")
    assert found["contract"] == "0xdac17f958d2ee523a2206206994597c13d831ec7"


async def test_a_transaction_that_left_the_chain_is_told_as_retracted(
    client: httpx.AsyncClient, stores: Stores
) -> None:
    await commit(stores, transfers=[a_transfer(tx=TX, block=7)])
    await commit(stores, retracted_blocks=["0xb7"])

    listed = (await client.get("/v1/transfers")).json()["transfers"]
    answer = await client.get(f"/v1/transfers/0x{'AB' * 32}")

    assert listed == []
    assert [found["state"] for found in answer.json()["transfers"]] == ["retracted"]


async def test_a_hash_that_is_none_is_a_problem(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/transfers/0x12")

    assert answer.status_code == 422
    assert "path.tx_hash" in answer.json()["detail"]
