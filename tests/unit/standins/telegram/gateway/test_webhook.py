"""Specification of the rows in which updates are told: who waits for whom, where a road leads."""

import pytest

from standins.telegram.gateway.webhook import conversation
from standins.telegram.records.pending import Update
from standins.telegram.records.road import Road
from standins.telegram.wire import JsonObject

CHAT: JsonObject = {"chat": {"id": -5}}
YOU: JsonObject = {"from": {"id": 1001}}


def row(kind: str, body: JsonObject, number: int = 5) -> object:
    return conversation(Update(update_id=number, kind=kind, body=body))


def test_the_messages_of_a_chat_and_their_edits_stay_in_order() -> None:
    rows = {row(kind, CHAT) for kind in ("message", "edited_message", "channel_post")}

    assert len(rows) == 1


def test_the_taps_of_a_person_stay_in_order_whatever_the_chat() -> None:
    here = row("callback_query", {**YOU, "message": {"chat": {"id": -5}}})
    there = row("callback_query", {**YOU, "message": {"chat": {"id": -6}}})

    assert here == there


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("callback_query", YOU),
        ("inline_query", YOU),
        ("chosen_inline_result", YOU),
        ("poll_answer", {"poll_id": "7", "user": {"id": 1001}}),
        ("my_chat_member", {**CHAT, **YOU}),
        ("chat_member", {**CHAT, **YOU, "new_chat_member": {"user": {"id": 1002}}}),
        ("chat_join_request", {**CHAT, **YOU}),
        ("message_reaction", CHAT),
        ("message_reaction_count", CHAT),
    ],
)
def test_other_kinds_do_not_wait_for_the_chats_messages(kind: str, body: JsonObject) -> None:
    assert row(kind, body) != row("message", CHAT)


def test_a_poll_and_its_answers_stay_in_order() -> None:
    assert row("poll", {"id": "7"}) == row("poll_answer", {"poll_id": "7"})


def test_what_belongs_nowhere_waits_for_nobody() -> None:
    assert row("business_connection", {}, 5) != row("business_connection", {}, 6)


def test_a_road_leads_to_this_machine_only_where_it_is_told() -> None:
    road = Road(routes={"https://bot.example": "http://127.0.0.1:8080"})

    assert road.leads_to("https://bot.example/hook?a=1") == "http://127.0.0.1:8080/hook?a=1"
    assert road.leads_to("https://other.example/hook") == "https://other.example/hook"
