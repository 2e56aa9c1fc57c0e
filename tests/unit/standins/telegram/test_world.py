"""Specification of the small world: numbers grow, updates wait, people block and tap."""

import pytest

from standins.telegram.blobs import Blobs
from standins.telegram.errors import RefusalError
from standins.telegram.facts import rule_book
from standins.telegram.files import Files
from standins.telegram.people import add_chat, add_user
from standins.telegram.present import full_chat, me
from standins.telegram.state import State, Update, first_state
from standins.telegram.transcript import as_text
from standins.telegram.validation import check_value
from standins.telegram.wire import JsonObject
from standins.telegram.world import QUERY_LIFETIME, World

NOW = 1_795_230_000.0


class Stage:
    """A world and what it told its listener."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.state: State = first_state(bot_id=42, username="bot", name="Bot", now=NOW)
        files = Files(self.state, Blobs(None))
        self.world = World(self.state, files, lambda kind, _body: self.told.append(kind))
        self.chat = self.state.chats[1001]

    def says(self, text: str) -> Update:
        self.world.says(self.chat, 1001, text, now=NOW)
        return self.state.updates[-1]


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_every_update_fits_the_documents(stage: Stage) -> None:
    stage.says("/start")
    message = stage.chat.messages[1]
    stage.world.taps(message, 1001, "a1", now=NOW)
    stage.world.block(stage.chat, blocked=True, now=NOW)

    violations = [
        one
        for update in stage.state.updates
        for one in check_value(rule_book(), "Update", update.to_api())
    ]

    assert [one.kind for one in stage.state.updates] == [
        "message",
        "callback_query",
        "my_chat_member",
    ]
    assert violations == []


def test_the_bot_and_the_chat_fit_the_documents(stage: Stage) -> None:
    assert check_value(rule_book(), "User", me(stage.state.bot)) == []
    assert check_value(rule_book(), "ChatFullInfo", full_chat(stage.state, stage.chat)) == []


def test_an_offset_confirms_what_lies_before_it(stage: Stage) -> None:
    first, second = stage.says("one").update_id, stage.says("two").update_id

    left = stage.world.fetch(second, 100)

    assert second == first + 1
    assert [one.update_id for one in left] == [second]
    assert stage.told.count("confirmed") == 1


def test_a_kind_that_is_not_wanted_is_not_kept(stage: Stage) -> None:
    stage.state.allowed_updates = ["callback_query"]

    stage.world.says(stage.chat, 1001, "x", now=NOW)

    assert stage.state.updates == []


def test_member_changes_come_only_to_those_who_ask(stage: Stage) -> None:
    assert stage.world.push("chat_member", {}) is None
    stage.state.allowed_updates = ["chat_member"]
    assert stage.world.push("chat_member", {}) is not None


def test_a_tap_grows_too_old(stage: Stage) -> None:
    stage.says("x")
    query = stage.world.taps(stage.chat.messages[1], 1001, "a1", now=NOW)

    with pytest.raises(RefusalError, match="query is too old"):
        stage.world.answer(query.id, {}, now=NOW + QUERY_LIFETIME + 1)


def test_blocking_twice_is_blocking_once(stage: Stage) -> None:
    stage.world.block(stage.chat, blocked=True, now=NOW)
    stage.world.block(stage.chat, blocked=True, now=NOW)

    assert len(stage.state.updates) == 1
    with pytest.raises(RefusalError, match="bot was blocked by the user"):
        stage.world.open_chat(1001)


def test_a_public_chat_is_found_by_its_name(stage: Stage) -> None:
    add_chat(
        stage.world,
        b'{"id": -1005, "type": "channel", "title": "Whales", "username": "Whales_Out"}',
    )

    assert stage.world.chat("@whales_out").title == "Whales"
    with pytest.raises(RefusalError, match="chat not found"):
        stage.world.chat("@you")


@pytest.mark.parametrize(("status", "words"), [("kicked", "kicked from"), ("left", "not a member")])
def test_a_bot_that_is_not_in_a_group_can_not_write(stage: Stage, status: str, words: str) -> None:
    members = f'{{"1001": "creator", "42": "{status}"}}'
    body = f'{{"id": -5, "type": "group", "title": "G", "members": {members}}}'
    add_chat(stage.world, body.encode())

    with pytest.raises(RefusalError, match=words):
        stage.world.open_chat(-5)


def test_a_new_person_has_a_chat_with_the_bot(stage: Stage) -> None:
    add_user(stage.world, b'{"id": 7, "first_name": "Bo"}')

    assert stage.state.chats[7].members == {7: "member"}


def test_a_transcript_as_text_has_no_numbers_and_no_deleted_messages(stage: Stage) -> None:
    stage.says("one\ntwo")
    stage.says("gone")
    stage.world.delete(stage.chat.messages[2])

    assert as_text(stage.state, stage.chat) == "You: one\n  two\n"


def test_a_supergroup_counts_its_own_messages(stage: Stage) -> None:
    stage.says("x")
    add_chat(stage.world, b'{"id": -1007, "type": "supergroup", "title": "S"}')
    group = stage.state.chats[-1007]

    message, _ = stage.world.says(group, 1001, "first", now=NOW)

    body: JsonObject = stage.state.updates[-1].body
    assert message.message_id == 1
    assert body["chat"]["title"] == "S"
