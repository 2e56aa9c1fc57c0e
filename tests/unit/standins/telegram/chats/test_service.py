"""Specification of service messages: each has words a person understands."""

import pytest

from standins.telegram.chats import service
from standins.telegram.present import message
from standins.telegram.rules.facts import rule_book
from standins.telegram.rules.validation import check_value
from standins.telegram.standing.hearing import SERVICE
from standins.telegram.state import Message
from standins.telegram.wire import JsonObject
from tests.support.stage import ANN, NOW, YOU, Stage

ANN_USER = {"id": ANN, "is_bot": False, "first_name": "Ann"}


@pytest.mark.parametrize(
    ("by", "content", "words"),
    [
        (ANN, {"new_chat_members": [ANN_USER]}, "Ann joined the group"),
        (YOU, {"new_chat_members": [ANN_USER]}, "You added Ann"),
        (ANN, {"left_chat_member": ANN_USER}, "Ann left the group"),
        (YOU, {"left_chat_member": ANN_USER}, "You removed Ann"),
        (YOU, {"new_chat_title": "Whales"}, "You changed the title to “Whales”"),
        (42, {"pinned_message": {"text": "12,400\nETH"}}, "Whale pinned “12,400 ETH”"),
        (42, {"pinned_message": {"photo": []}}, "Whale pinned a message"),
        (YOU, {"chat_shared": {"title": "News"}}, "You shared “News” with the bot"),
        (YOU, {"forum_topic_created": {"name": "Zones"}}, "You created the topic “Zones”"),
        (YOU, {"forum_topic_edited": {"name": "Zone"}}, "You renamed the topic to “Zone”"),
    ],
)
def test_a_service_message_reads_as_a_sentence(
    stage: Stage, by: int, content: JsonObject, words: str
) -> None:
    told = service.tell(stage.world, YOU, by, content, now=NOW)

    assert service.sentence(stage.state, told) == words


def test_an_ordinary_message_is_none(stage: Stage) -> None:
    stage.says("hello")

    assert service.sentence(stage.state, stage.chat.messages[1]) is None


@pytest.mark.parametrize("field", sorted(SERVICE))
def test_every_field_of_a_service_message_is_in_the_documents(field: str) -> None:
    assert field in rule_book().types["Message"].fields


def test_a_channel_says_it_in_its_own_name(stage: Stage) -> None:
    channel = stage.place("channel", bot="administrator")

    told: Message = service.tell(stage.world, channel.id, YOU, {"new_chat_title": "W"}, now=NOW)

    shown = message(stage.state, told)
    assert check_value(rule_book(), "Message", shown) == []
    assert "from" not in shown
    assert stage.kinds() == ["channel_post"]
