"""Specification of the small world: numbers grow, updates wait, people block and tap."""

import pytest

from standins.telegram.chats import membership
from standins.telegram.chats.people import add_user
from standins.telegram.errors import RefusalError
from standins.telegram.messages import conversation
from standins.telegram.messages.conversation import QUERY_LIFETIME
from standins.telegram.present import full_chat, me
from standins.telegram.rules.facts import rule_book
from standins.telegram.rules.validation import check_value
from standins.telegram.transcript import as_text
from standins.telegram.wire import JsonObject
from tests.support.stage import NOW, YOU, Stage


def test_every_update_fits_the_documents(stage: Stage) -> None:
    stage.says("/start")
    conversation.taps(stage.world, stage.chat.messages[1], YOU, "a1", now=NOW)
    membership.blocks(stage.world, stage.chat, blocked=True, now=NOW)

    strange = stage.strange_updates()

    assert stage.kinds() == ["message", "callback_query", "my_chat_member"]
    assert strange == []


def test_the_bot_and_the_chat_fit_the_documents(stage: Stage) -> None:
    assert check_value(rule_book(), "User", me(stage.state.bot)) == []
    assert check_value(rule_book(), "ChatFullInfo", full_chat(stage.state, stage.chat)) == []


def test_a_kind_that_is_not_wanted_is_not_kept(stage: Stage) -> None:
    stage.state.allowed_updates = ["callback_query"]

    conversation.says(stage.world, stage.chat, YOU, "x", now=NOW)

    assert stage.state.updates == []


def test_member_changes_come_only_to_those_who_ask(stage: Stage) -> None:
    assert stage.world.push("chat_member", {}) is None
    stage.state.allowed_updates = ["chat_member"]
    assert stage.world.push("chat_member", {}) is not None


def test_a_tap_grows_too_old(stage: Stage) -> None:
    stage.says("x")
    query = conversation.taps(stage.world, stage.chat.messages[1], YOU, "a1", now=NOW)

    with pytest.raises(RefusalError, match="query is too old"):
        conversation.answer(stage.world, query.id, {}, now=NOW + QUERY_LIFETIME + 1)


def test_blocking_twice_is_blocking_once(stage: Stage) -> None:
    membership.blocks(stage.world, stage.chat, blocked=True, now=NOW)
    membership.blocks(stage.world, stage.chat, blocked=True, now=NOW)

    assert len(stage.state.updates) == 1
    with pytest.raises(RefusalError, match="bot was blocked by the user"):
        stage.world.open_chat(1001)


def test_a_public_chat_is_found_by_its_name(stage: Stage) -> None:
    stage.place("channel", username="Whales_Out", bot="administrator")

    assert stage.world.chat("@whales_out").title == "Whales"
    with pytest.raises(RefusalError, match="chat not found"):
        stage.world.chat("@you")


def test_a_new_person_has_a_chat_with_the_bot(stage: Stage) -> None:
    add_user(stage.world, b'{"id": 7, "first_name": "Bo"}')

    assert stage.state.chats[7].member(7).status == "member"


def test_a_transcript_as_text_has_no_numbers_and_no_deleted_messages(stage: Stage) -> None:
    stage.says("one\ntwo")
    stage.says("gone")
    stage.world.delete(stage.chat.messages[2])

    assert as_text(stage.state, stage.chat) == "You: one\n  two\n"


def test_a_supergroup_counts_its_own_messages(stage: Stage) -> None:
    stage.says("x")
    group = stage.place("supergroup", bot="administrator")

    body: JsonObject = stage.says("first", group).body

    assert body["message_id"] == 1
    assert body["chat"]["title"] == "Whales"
