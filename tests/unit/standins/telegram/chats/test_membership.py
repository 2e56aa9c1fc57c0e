"""Specification of coming, going and rising: what the chat says and what the bot is told."""

from standins.telegram.chats import membership
from standins.telegram.standing.rights import PERMISSIONS
from standins.telegram.state import Chat
from tests.support.stage import ANN, BOT, NOW, YOU, Stage


def statuses(stage: Stage) -> tuple[str, str]:
    body = stage.state.updates[0].body
    return body["old_chat_member"]["status"], body["new_chat_member"]["status"]


def services(chat: Chat) -> list[str]:
    return [next(iter(one.content)) for one in chat.messages.values()]


def test_a_bot_that_is_added_hears_of_itself_and_the_chat_says_so(stage: Stage) -> None:
    group = stage.place("supergroup", bot="left")

    membership.joins(stage.world, group, BOT, by=YOU, now=NOW)

    assert stage.kinds() == ["my_chat_member", "message"]
    assert statuses(stage) == ("left", "member")
    assert services(group) == ["new_chat_members"]
    assert stage.strange_updates() == []


def test_a_bot_that_is_thrown_out_hears_that_last(stage: Stage) -> None:
    group = stage.place("group")

    membership.banned(stage.world, group, BOT, by=YOU, now=NOW)
    membership.leaves(stage.world, group, ANN, now=NOW)

    assert stage.kinds() == ["my_chat_member", "message"]
    assert statuses(stage) == ("member", "kicked")
    assert stage.strange_updates() == []


def test_a_promotion_is_told_to_the_bot_alone(stage: Stage) -> None:
    group = stage.place("supergroup")

    membership.promoted(stage.world, group, BOT, {"can_delete_messages": True}, by=YOU, now=NOW)

    member = stage.state.updates[0].body["new_chat_member"]
    assert stage.kinds() == ["my_chat_member"]
    assert services(group) == []
    assert member["can_delete_messages"]
    assert member["can_manage_chat"]
    assert not member["can_pin_messages"]
    assert stage.strange_updates() == []


def test_rights_of_a_channel_are_shown_as_a_channels(stage: Stage) -> None:
    channel = stage.place("channel", bot="left")

    membership.promoted(stage.world, channel, BOT, {"can_post_messages": True}, by=YOU, now=NOW)

    member = stage.state.updates[0].body["new_chat_member"]
    assert member["can_post_messages"]
    assert "can_pin_messages" not in member
    assert services(channel) == []
    assert stage.strange_updates() == []


def test_no_right_at_all_makes_a_plain_member(stage: Stage) -> None:
    group = stage.place("supergroup", bot="administrator")

    membership.promoted(stage.world, group, BOT, {}, by=YOU, now=NOW)

    assert statuses(stage) == ("administrator", "member")


def test_an_administrator_that_asks_hears_of_others(stage: Stage) -> None:
    stage.state.allowed_updates = ["chat_member"]
    led, plain = stage.place(bot="administrator"), stage.place()

    for group in (led, plain):
        membership.leaves(stage.world, group, ANN, now=NOW)

    assert stage.kinds() == ["chat_member"]
    assert stage.state.updates[0].body["chat"]["id"] == led.id
    assert stage.strange_updates() == []


def test_a_restriction_ends_when_everything_is_allowed(stage: Stage) -> None:
    group = stage.place()
    restricted = {"can_send_messages": True}

    membership.restricted(stage.world, group, ANN, restricted, by=YOU, now=NOW, until=9)
    before = group.member(ANN).status
    everything = dict.fromkeys(PERMISSIONS, True)
    membership.restricted(stage.world, group, ANN, everything, by=YOU, now=NOW)

    assert (before, group.member(ANN).status) == ("restricted", "member")


def test_the_restricted_come_back_restricted(stage: Stage) -> None:
    group = stage.place()
    membership.restricted(stage.world, group, ANN, {}, by=YOU, now=NOW)

    membership.leaves(stage.world, group, ANN, now=NOW)
    outside = group.member(ANN).is_in
    membership.joins(stage.world, group, ANN, by=ANN, now=NOW)

    assert not outside
    assert group.member(ANN).status == "restricted"


def test_nothing_is_told_when_nothing_changes(stage: Stage) -> None:
    group = stage.place()

    membership.joins(stage.world, group, BOT, by=YOU, now=NOW)

    assert stage.state.updates == []
    assert services(group) == []
