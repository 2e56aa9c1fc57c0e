"""Specification of ``Users``: people and the chats they are reached in."""

from core.alerts import TargetId, UserId
from core.ports import Stores
from core.preferences import NOTHING_CHOSEN, Preferences
from tests.contract.builders import a_notice, a_stored_rule, owe, someone


async def test_a_person_is_made_on_first_sight_with_their_private_chat(stores: Stores) -> None:
    user, target = await stores.users.register(telegram_id=1001, name="Ann", language="de")

    assert (user.telegram_id, user.name, user.language) == (1001, "Ann", "de")
    assert (target.owner, target.chat_id, target.thread_id) == (user.id, 1001, None)
    assert await stores.users.by_telegram(1001) == user


async def test_nobody_is_known_before_they_came(stores: Stores) -> None:
    assert await stores.users.by_telegram(1001) is None


async def test_who_comes_again_is_the_same_person_under_today_s_name(stores: Stores) -> None:
    first, chat = await stores.users.register(telegram_id=1001, name="Ann", language="en")

    again, same_chat = await stores.users.register(telegram_id=1001, name="Anna", language="fr")

    assert (again.id, same_chat) == (first.id, chat)
    assert (again.name, again.language) == ("Anna", "fr")


async def test_who_chose_nothing_prefers_nothing(stores: Stores) -> None:
    ann, _ = await someone(stores)

    assert ann.preferences == NOTHING_CHOSEN


async def test_what_a_person_prefers_is_theirs_alone_and_outlives_a_new_name(
    stores: Stores,
) -> None:
    light = Preferences(theme="light", zone="Europe/Berlin", numbers="de")
    ann, _ = await someone(stores, 1001)
    await someone(stores, 1002)

    await stores.users.prefer(ann.id, light)

    again, _ = await stores.users.register(telegram_id=1001, name="Anna", language="fr")
    bob = await stores.users.by_telegram(1002)
    assert (again.name, again.preferences) == ("Anna", light)
    assert bob is not None
    assert bob.preferences == NOTHING_CHOSEN


async def test_later_preferences_take_the_place_of_all_before(stores: Stores) -> None:
    ann, _ = await someone(stores)
    await stores.users.prefer(ann.id, Preferences(theme="light", numbers="de"))

    await stores.users.prefer(ann.id, Preferences(zone="Asia/Tokyo"))

    again, _ = await someone(stores)
    assert again.preferences == Preferences(zone="Asia/Tokyo")


async def test_what_a_stranger_prefers_is_no_news(stores: Stores) -> None:
    await stores.users.prefer(UserId(404), Preferences(theme="light"))


async def test_two_people_have_two_chats(stores: Stores) -> None:
    ann, at_ann = await someone(stores, 1001)
    bob, at_bob = await someone(stores, 1002)

    assert ann.id != bob.id
    assert at_ann.id != at_bob.id


async def test_a_dead_chat_lives_again_when_its_person_comes_back(stores: Stores) -> None:
    _, chat = await someone(stores)
    await stores.users.mark_dead(chat.id, "bot was blocked by the user")

    _, again = await someone(stores)

    assert again == chat
    assert again.dead_reason is None


async def test_letters_that_no_database_keeps_are_left_out_of_a_name(stores: Stores) -> None:
    user, _ = await stores.users.register(telegram_id=1001, name="A\x00nn\ud83d", language="en")

    assert user.name == "Ann?"


async def test_a_dead_chat_gets_nothing_until_it_is_revived(stores: Stores) -> None:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)
    await owe(stores, a_notice(rule, chat))
    await stores.users.mark_dead(chat.id, "kicked")
    assert await stores.outbox.claim("bot", limit=9, lease_s=60) == []

    await stores.users.revive(1001)

    assert len(await stores.outbox.claim("bot", limit=9, lease_s=60)) == 1


async def test_what_is_owed_to_a_dead_chat_waits_too(stores: Stores) -> None:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)
    await stores.users.mark_dead(chat.id, "kicked")

    await owe(stores, a_notice(rule, chat))

    assert await stores.outbox.claim("bot", limit=9, lease_s=60) == []
    assert await stores.outbox.waiting() == 1


async def test_the_death_of_an_unknown_chat_is_no_news(stores: Stores) -> None:
    await stores.users.mark_dead(TargetId(404), "kicked")


async def test_a_chat_that_moved_is_reached_under_its_new_number(stores: Stores) -> None:
    user, chat = await someone(stores)
    rule = await a_stored_rule(stores, user, chat)
    await owe(stores, a_notice(rule, chat))

    await stores.users.migrate(1001, -100_2002)

    [due] = await stores.outbox.claim("bot", limit=9, lease_s=60)
    assert (due.target.id, due.target.chat_id) == (chat.id, -100_2002)
