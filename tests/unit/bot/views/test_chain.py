"""Specification of links into a chain: each chain has a site of its own."""

from msgspec import structs

from bot.views import chain
from bot.views.alerts import Case, transfer
from bot.views.texts import texts
from tests.unit.bot.desk import TX_HASH, whale


def test_a_transfer_on_another_chain_opens_that_chains_site() -> None:
    on_base = structs.replace(whale(), subject="base")

    page, _ = transfer.buttons(Case(texts=texts("en"), found=on_base))

    assert (page.text, page.url) == ("🔗 BaseScan", f"https://basescan.org/tx/{TX_HASH}")


def test_an_address_without_a_label_is_shown_by_its_ends() -> None:
    link = chain.address("0x28c6c06298d514db089934071355e5743bf21d60", "arbitrum")

    assert "https://arbiscan.io/address/0x28c6c06298d514db089934071355e5743bf21d60" in link
    assert "0x28c6…1d60" in link


def test_a_chain_that_nobody_listed_still_has_a_link() -> None:
    assert chain.block_url(7, "elsewhere") == "https://etherscan.io/block/7"
