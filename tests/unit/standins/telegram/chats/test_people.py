"""Specification of new chats and of what a chat turns into."""

import pytest

from standins.telegram.chats.people import NewChat, add_chat, free_number, migrate, place_changed
from standins.telegram.errors import RefusalError
from standins.telegram.records.places import Member
from tests.support.stage import ANN, BOT, NOW, YOU, Stage


def test_a_bot_that_is_there_from_the_beginning_is_told_so(stage: Stage) -> None:
    add_chat(stage.world, NewChat(type="supergroup", title="Whales"), now=NOW)

    (update,) = stage.state.updates
    assert update.kind == "my_chat_member"
    assert update.body["new_chat_member"]["status"] == "administrator"
    assert stage.strange_updates() == []


def test_a_bot_that_is_not_there_is_told_nothing(stage: Stage) -> None:
    wish = NewChat(type="channel", title="Whales", members={YOU: "creator"})

    add_chat(stage.world, wish, now=NOW)

    assert stage.state.updates == []


def test_chats_without_a_number_get_one_that_fits_their_kind(stage: Stage) -> None:
    group = stage.place("group")
    channel = stage.place("channel")

    assert -1_000_000 < group.id < 0
    assert channel.id < -1_000_000_000_000
    assert free_number(stage.world, "channel") != channel.id


def test_a_number_above_zero_is_a_persons(stage: Stage) -> None:
    with pytest.raises(RefusalError, match="has a negative id"):
        add_chat(stage.world, NewChat(id=5, type="group", title="G"), now=NOW)


def test_a_member_can_be_given_whole(stage: Stage) -> None:
    title = Member(status="administrator", title="Watch", rights={"can_pin_messages": True})

    group = stage.place("supergroup", members={YOU: "creator", ANN: title})

    assert group.member(ANN).may("can_pin_messages")
    assert not group.member(ANN).may("can_change_info")


def test_a_supergroup_takes_the_people_and_leaves_the_messages(stage: Stage) -> None:
    group = stage.place("group", bot="administrator", description="Large transfers")
    stage.says("before", group)
    stage.state.updates.clear()

    made = migrate(stage.world, group, now=NOW)

    assert made.members == group.members
    assert made.description == "Large transfers"
    assert [next(iter(one.content)) for one in made.messages.values()] == ["migrate_from_chat_id"]
    assert stage.kinds() == ["message", "message"]
    assert stage.strange_updates() == []


def test_only_a_group_becomes_a_supergroup_and_only_once(stage: Stage) -> None:
    group = stage.place("group")
    migrate(stage.world, group, now=NOW)

    for chat in (group, stage.place("supergroup")):
        with pytest.raises(RefusalError, match="only a group that is not yet a supergroup"):
            migrate(stage.world, chat, now=NOW)


@pytest.mark.parametrize(
    ("before", "wish", "after"),
    [
        ("left", "member", "member"),
        ("kicked", "left", "left"),
        ("administrator", "member", "member"),
        ("member", "kicked", "kicked"),
    ],
)
def test_a_place_is_named_by_the_status_that_is_wished(
    stage: Stage, before: str, wish: str, after: str
) -> None:
    group = stage.place("supergroup", bot=before)

    place_changed(stage.world, group, BOT, wish, by=YOU, now=NOW)

    assert group.member(BOT).status == after
    assert stage.kinds()[:1] == ["my_chat_member"]
