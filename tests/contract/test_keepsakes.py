"""Specification of ``ChainCursor`` and ``Pictures``: small things that are kept."""

from core.ports import Stores


async def test_a_chain_without_a_cursor_has_none(stores: Stores) -> None:
    assert await stores.cursor.load("ethereum") is None


async def test_a_cursor_moves_on_and_back(stores: Stores) -> None:
    await stores.cursor.save("ethereum", 21_000_001, "0xb")
    await stores.cursor.save("ethereum", 21_000_000, "0xa")

    assert await stores.cursor.load("ethereum") == (21_000_000, "0xa")
    assert await stores.cursor.load("base") is None


async def test_a_picture_is_known_until_it_is_forgotten(stores: Stores) -> None:
    await stores.pictures.remember("heatmap-1", "AgACAg")
    await stores.pictures.remember("heatmap-1", "BgACAg")
    assert await stores.pictures.find("heatmap-1") == "BgACAg"

    await stores.pictures.forget("heatmap-1")

    assert await stores.pictures.find("heatmap-1") is None
    await stores.pictures.forget("heatmap-1")
