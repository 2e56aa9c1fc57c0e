"""Specification of changing one's look: one thing at a time, and only what there is."""

import pytest

from core.errors import RefusedError
from core.ports import Stores
from core.preferences import NOTHING_CHOSEN, Preferences
from db.memory import memory_stores
from tests.unit.bot.desk import WoundClock
from usecases.change_look import ChangeLook, Choice, Numbers, Theme, Zone
from usecases.register_user import Person, RegisterUser


@pytest.fixture
def stores() -> Stores:
    return memory_stores(WoundClock())


def changing(stores: Stores) -> ChangeLook:
    return ChangeLook(stores.users, themes=("dark", "light"), languages=("en", "de"))


async def ann(stores: Stores, language: str = "en") -> Person:
    register = RegisterUser(stores.users)
    return await register(telegram_id=1001, name="Ann", language=language)


async def kept(stores: Stores) -> Preferences:
    """What is known of Ann when she comes again."""
    return (await ann(stores)).user.preferences


async def test_who_never_chose_has_no_preferences(stores: Stores) -> None:
    assert await kept(stores) == NOTHING_CHOSEN


async def test_each_choice_leaves_the_others_as_they_were(stores: Stores) -> None:
    change, person = changing(stores), await ann(stores)

    for choice in (Theme("light"), Zone("berlin"), Numbers("de")):
        person = await change(person, choice)

    assert person.user.preferences == await kept(stores)
    assert await kept(stores) == Preferences(theme="light", zone="Europe/Berlin", numbers="de")


async def test_numbers_can_follow_telegram_again(stores: Stores) -> None:
    change = changing(stores)
    chosen = await change(await ann(stores), Numbers("de"))

    await change(chosen, Numbers(None))

    assert await kept(stores) == NOTHING_CHOSEN


async def test_a_place_may_be_called_as_in_the_persons_language(stores: Stores) -> None:
    person = await changing(stores)(await ann(stores, language="de"), Zone("Wien"))

    assert person.user.preferences.zone == "Europe/Vienna"


@pytest.mark.parametrize("choice", [Theme("pink"), Numbers("tlh"), Zone("Mars")])
async def test_what_there_is_not_is_refused_and_changes_nothing(
    stores: Stores, choice: Choice
) -> None:
    with pytest.raises(RefusedError):
        await changing(stores)(await ann(stores), choice)

    assert await kept(stores) == NOTHING_CHOSEN
