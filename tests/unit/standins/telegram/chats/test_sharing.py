"""Specification of buttons that share: what may be chosen, and why something may not."""

import pytest

from standins.telegram.chats import sharing
from standins.telegram.errors import RefusalError
from standins.telegram.wire import JsonObject
from tests.support.stage import ANN, BOT, NOW, YOU, Stage

GROUPS: JsonObject = {"request_id": 1, "chat_is_channel": False}


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"chat_is_channel": True}, "it is a supergroup"),
        ({"chat_is_forum": True}, "it is no forum"),
        ({"chat_has_username": True}, "it has no public name"),
    ],
)
def test_a_chat_of_another_kind_is_not_offered(stage: Stage, asked: JsonObject, why: str) -> None:
    group = stage.place("supergroup")

    with pytest.raises(RefusalError, match=why):
        sharing.share_chat(stage.world, stage.chat, YOU, GROUPS | asked, group, now=NOW)


@pytest.mark.parametrize(
    "asked",
    [{"chat_is_created": True}, {"user_administrator_rights": {"can_pin_messages": True}}],
)
def test_who_does_not_own_a_chat_or_lacks_a_right_can_not_choose_it(
    stage: Stage, asked: JsonObject
) -> None:
    group, own = stage.place("supergroup"), stage.state.chats[ANN]

    sharing.share_chat(stage.world, own, ANN, GROUPS, group, now=NOW)
    with pytest.raises(RefusalError, match="can't be chosen here"):
        sharing.share_chat(stage.world, own, ANN, GROUPS | asked, group, now=NOW)
    sharing.share_chat(stage.world, stage.chat, YOU, GROUPS | asked, group, now=NOW)


def test_a_plain_member_can_not_bring_the_bot_along(stage: Stage) -> None:
    group = stage.place("supergroup", bot="left")
    asked = GROUPS | {"bot_is_member": True}

    with pytest.raises(RefusalError, match="can't add the bot there"):
        sharing.share_chat(stage.world, stage.chat, ANN, asked, group, now=NOW)
    sharing.share_chat(stage.world, stage.chat, YOU, asked, group, now=NOW)

    assert group.member(BOT).status == "member"
    assert stage.kinds() == ["my_chat_member", "message", "message"]
    assert stage.strange_updates() == []


def test_rights_the_bot_has_already_are_kept(stage: Stage) -> None:
    group = stage.place("supergroup", bot="administrator")
    group.member(BOT).rights = {"can_pin_messages": True}
    asked = GROUPS | {"bot_administrator_rights": {"can_invite_users": True}}

    sharing.share_chat(stage.world, stage.chat, YOU, asked, group, now=NOW)

    assert group.member(BOT).may("can_pin_messages")
    assert group.member(BOT).may("can_invite_users")


def test_no_more_people_than_asked_for(stage: Stage) -> None:
    with pytest.raises(RefusalError, match="choose 1 to 1 people"):
        sharing.share_users(stage.world, stage.chat, YOU, {"request_id": 1}, [YOU, ANN], now=NOW)


def test_a_button_that_is_not_there_can_not_be_pressed(stage: Stage) -> None:
    stage.says("no keyboard")

    with pytest.raises(RefusalError, match="no button that asks for request_contact"):
        sharing.button(stage.chat, 1, "request_contact")
