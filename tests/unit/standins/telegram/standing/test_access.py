"""Specification of what a bot may do in a chat, and of Telegram's words when it may not."""

import pytest

from standins.telegram.errors import RefusalError
from standins.telegram.records.places import Member
from standins.telegram.standing.access import check_right, check_sending
from standins.telegram.standing.rights import first_permissions
from standins.telegram.wire import JsonObject
from tests.support.stage import BOT, YOU, Stage


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("group", "kicked", "Forbidden: bot was kicked from the group chat"),
        ("supergroup", "kicked", "Forbidden: bot was kicked from the supergroup chat"),
        ("channel", "kicked", "Forbidden: bot was kicked from the channel chat"),
        ("group", "left", "Forbidden: bot is not a member of the group chat"),
        ("channel", "left", "Forbidden: bot is not a member of the channel chat"),
    ],
)
def test_a_bot_that_is_not_in_a_chat_can_not_act_there(
    stage: Stage, kind: str, status: str, words: str
) -> None:
    chat = stage.place(kind, bot=status)

    with pytest.raises(RefusalError, match=words):
        stage.world.open_chat(chat.id)


@pytest.mark.parametrize(
    ("content", "permission", "words"),
    [
        ({"text": "x"}, "can_send_messages", "not enough rights to send text messages to the chat"),
        ({"photo": []}, "can_send_photos", "not enough rights to send photos to the chat"),
        ({"document": {}}, "can_send_documents", "not enough rights to send documents to the chat"),
        ({"poll": {}}, "can_send_polls", "not enough rights to send polls to the chat"),
        ({"audio": {}}, "can_send_audios", "not enough rights to send music to the chat"),
        ({"sticker": {}}, "can_send_other_messages", "not enough rights to send stickers"),
    ],
)
def test_each_kind_of_message_has_a_permission(
    stage: Stage, content: JsonObject, permission: str, words: str
) -> None:
    group = stage.place("supergroup")
    check_sending(stage.state, group, content)

    group.permissions[permission] = False

    with pytest.raises(RefusalError, match=words):
        check_sending(stage.state, group, content)


def test_an_administrator_may_send_what_members_may_not(stage: Stage) -> None:
    group = stage.place("supergroup", bot="administrator")
    group.permissions = dict.fromkeys(first_permissions(), False)

    check_sending(stage.state, group, {"text": "x"})


def test_a_restricted_bot_may_do_what_both_lists_allow(stage: Stage) -> None:
    group = stage.place("supergroup")
    group.members[BOT] = Member(status="restricted", permissions={"can_send_messages": True})

    check_sending(stage.state, group, {"text": "x"})
    with pytest.raises(RefusalError, match="not enough rights to send photos"):
        check_sending(stage.state, group, {"photo": []})


def test_a_channel_takes_posts_from_those_with_the_right(stage: Stage) -> None:
    channel = stage.place("channel", bot="administrator")
    check_sending(stage.state, channel, {"text": "x"})

    channel.member(BOT).rights["can_post_messages"] = False

    with pytest.raises(RefusalError, match="need administrator rights in the channel chat"):
        check_sending(stage.state, channel, {"text": "x"})


def test_what_every_member_may_a_bot_may_without_being_an_administrator(stage: Stage) -> None:
    group = stage.place("supergroup")

    with pytest.raises(RefusalError, match="no pins"):
        check_right(stage.state, group, "can_pin_messages", "no pins")
    group.permissions["can_pin_messages"] = True
    check_right(stage.state, group, "can_pin_messages", "no pins")


def test_an_administrator_without_the_right_is_refused_though_members_have_it(
    stage: Stage,
) -> None:
    group = stage.place("supergroup", bot="administrator")
    group.member(BOT).rights["can_pin_messages"] = False

    with pytest.raises(RefusalError, match="no pins"):
        check_right(stage.state, group, "can_pin_messages", "no pins")


def test_the_owner_may_everything_but_hide(stage: Stage) -> None:
    owner = stage.place("supergroup").member(YOU)

    assert owner.may("can_promote_members")
    assert not owner.may("is_anonymous")
