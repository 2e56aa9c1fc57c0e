"""Specification of links into Telegram: whom they name, what they ask for, what they do."""

import pytest

from standins.telegram.chats import doors
from standins.telegram.errors import RefusalError
from standins.telegram.records.places import Member
from tests.support.stage import ANN, BOT, NOW, YOU, Stage


@pytest.mark.parametrize(
    ("address", "name", "wishes"),
    [
        ("https://t.me/whale_bot?start=r_7", "whale_bot", {"start": "r_7"}),
        ("t.me/whale_bot", "whale_bot", {}),
        ("https://telegram.me/whales/12", "whales/12", {}),
        ("tg://resolve?domain=whale_bot&start=x", "whale_bot", {"start": "x"}),
        (
            "https://t.me/whale_bot?startchannel&admin=a+b",
            "whale_bot",
            {
                "startchannel": "",
                "admin": "a b",
            },
        ),
    ],
)
def test_a_link_is_taken_apart(address: str, name: str, wishes: dict[str, str]) -> None:
    assert doors.read(address) == doors.Link(name, wishes)


def test_an_address_elsewhere_is_no_link_into_telegram() -> None:
    with pytest.raises(RefusalError, match="no link into Telegram"):
        doors.read("https://example.org/whale_bot")


def test_start_without_a_payload_is_start_alone(stage: Stage) -> None:
    doors.follow(stage.world, "t.me/whale_bot?start=", YOU, now=NOW)

    assert stage.state.updates[-1].body["text"] == "/start"


def test_a_link_to_the_bot_alone_opens_its_chat_and_says_nothing(stage: Stage) -> None:
    opened = doors.follow(stage.world, "t.me/Whale_Bot", ANN, now=NOW)

    assert opened == {"opened": "chat", "chat": ANN, "message_id": None}
    assert stage.state.updates == []


def test_a_link_to_a_message_opens_its_chat_at_the_message(stage: Stage) -> None:
    channel = stage.place("channel", username="whales")

    opened = doors.follow(stage.world, "https://t.me/whales/12", ANN, now=NOW)

    assert opened == {"opened": "chat", "chat": channel.id, "message_id": 12}


def test_a_group_is_chosen_among_those_the_person_administers(stage: Stage) -> None:
    mine = stage.place("group", bot="left")
    stage.place("channel", bot="left")

    for_you = doors.follow(stage.world, "t.me/whale_bot?startgroup=x", YOU, now=NOW)
    for_ann = doors.follow(stage.world, "t.me/whale_bot?startgroup=x", ANN, now=NOW)

    assert for_you["chats"] == [mine.id]
    assert for_ann["chats"] == []


def test_without_rights_the_bot_comes_as_a_plain_member(stage: Stage) -> None:
    group = stage.place("supergroup", bot="left")

    doors.follow(stage.world, "t.me/whale_bot?startgroup=x", YOU, now=NOW, into=group)

    assert group.member(BOT) == Member(status="member")
    assert stage.kinds() == ["my_chat_member", "message", "message"]
    assert stage.strange_updates() == []
