"""Specification of topics: their numbers, what is said of them, where a message may go."""

import pytest

from standins.telegram.chats import forum
from standins.telegram.errors import RefusalError
from standins.telegram.state import Chat
from tests.support.stage import ANN, NOW, YOU, Stage


@pytest.fixture
def chat(stage: Stage) -> Chat:
    return stage.place("supergroup", bot="administrator", is_forum=True)


def test_a_topic_has_the_number_of_the_message_that_began_it(stage: Stage, chat: Chat) -> None:
    topic = forum.create(stage.world, chat, "Whales", by=YOU, now=NOW)

    (began,) = chat.messages.values()
    assert (topic.id, began.topic) == (began.message_id, began.message_id)
    assert topic.id != 1
    assert stage.strange_updates() == []


def test_every_change_of_a_topic_is_a_valid_update(stage: Stage, chat: Chat) -> None:
    topic = forum.create(stage.world, chat, "One", by=YOU, now=NOW)
    forum.rename(stage.world, chat, topic, by=YOU, now=NOW, name="Two", icon="5368")
    forum.close(stage.world, chat, topic, by=YOU, now=NOW, closed=True)
    forum.close(stage.world, chat, topic, by=YOU, now=NOW, closed=False)
    forum.hide(stage.world, chat, by=YOU, now=NOW, hidden=True)
    forum.hide(stage.world, chat, by=YOU, now=NOW, hidden=False)

    assert len(stage.state.updates) == 6
    assert stage.strange_updates() == []


def test_hiding_the_general_topic_closes_it(stage: Stage, chat: Chat) -> None:
    forum.hide(stage.world, chat, by=YOU, now=NOW, hidden=True)

    assert (chat.topics[1].hidden, chat.topics[1].closed) == (True, True)


def test_a_change_that_changes_nothing_is_refused(stage: Stage, chat: Chat) -> None:
    topic = forum.create(stage.world, chat, "One", by=YOU, now=NOW)

    with pytest.raises(RefusalError, match="TOPIC_NOT_MODIFIED"):
        forum.rename(stage.world, chat, topic, by=YOU, now=NOW, name="One")
    with pytest.raises(RefusalError, match="TOPIC_NOT_MODIFIED"):
        forum.close(stage.world, chat, topic, by=YOU, now=NOW, closed=False)


def test_a_deleted_topic_takes_its_messages_with_it(stage: Stage, chat: Chat) -> None:
    topic = forum.create(stage.world, chat, "One", by=YOU, now=NOW)
    stage.says("inside", chat, ANN, topic=topic.id)
    stage.says("outside", chat, ANN)

    forum.delete(stage.world, chat, topic)

    assert [one.content["text"] for one in chat.messages.values() if not one.deleted] == ["outside"]
    assert list(chat.topics) == [1]


def test_a_colour_is_one_of_six(stage: Stage, chat: Chat) -> None:
    with pytest.raises(RefusalError, match="invalid icon color"):
        forum.create(stage.world, chat, "Pink", by=YOU, now=NOW, color=0xFF00FF)


@pytest.mark.parametrize("number", [1, 99])
def test_no_message_goes_to_the_generals_number_or_to_none_at_all(chat: Chat, number: int) -> None:
    with pytest.raises(RefusalError, match="message thread not found"):
        forum.thread(chat, {"message_thread_id": number})


def test_a_group_without_topics_has_no_threads(stage: Stage) -> None:
    group = stage.place("supergroup")

    with pytest.raises(RefusalError, match="message thread not found"):
        forum.thread(group, {"message_thread_id": 2})
    assert forum.thread(group, {}) is None
