"""Specification of members, links and topics as the Bot API shows them: each fits its type."""

import pytest

from standins.telegram.chats import roster
from standins.telegram.records.places import InviteLink, JoinRequest, Member, Topic
from standins.telegram.rules.facts import rule_book
from standins.telegram.rules.validation import check_value
from standins.telegram.standing.rights import usual
from tests.support.stage import ANN, YOU, Stage

PLACES = {
    "ChatMemberOwner": Member(status="creator", title="Captain"),
    "ChatMemberAdministrator": Member(status="administrator", rights=usual("supergroup")),
    "ChatMemberMember": Member(status="member", tag="trader"),
    "ChatMemberRestricted": Member(status="restricted", until=1_900_000_000),
    "ChatMemberLeft": Member(status="left"),
    "ChatMemberBanned": Member(status="kicked", until=1_900_000_000),
}


@pytest.mark.parametrize("name", PLACES)
def test_every_place_fits_its_own_type(stage: Stage, name: str) -> None:
    group = stage.place()

    shown = roster.member(stage.state, group, ANN, PLACES[name])

    assert check_value(rule_book(), name, shown) == []


def test_a_group_knows_no_rights_of_topics_and_a_channel_none_of_pins(stage: Stage) -> None:
    place = Member(status="administrator", rights=usual("group") | usual("channel"))

    group = roster.member(stage.state, stage.place("group"), ANN, place)
    channel = roster.member(stage.state, stage.place("channel"), ANN, place)

    assert "can_manage_topics" not in group
    assert "can_pin_messages" not in channel
    assert channel["can_post_messages"]


def test_the_bot_can_edit_whom_it_promoted(stage: Stage) -> None:
    group = stage.place()
    mine = Member(status="administrator", promoted_by=42)
    yours = Member(status="administrator", promoted_by=YOU)

    shown = [roster.member(stage.state, group, ANN, one)["can_be_edited"] for one in (mine, yours)]

    assert shown == [True, False]


def test_a_link_counts_who_waits_before_it(stage: Stage) -> None:
    group = stage.place()
    link = InviteLink(link="https://t.me/+x", creator=42, asks=True, name="Friends")
    group.join_requests[ANN] = JoinRequest(user=ANN, at=0, link=link.link)

    shown = roster.invite_link(stage.state, group, link)

    assert check_value(rule_book(), "ChatInviteLink", shown) == []
    assert shown["pending_join_request_count"] == 1


def test_a_topic_fits_the_documents() -> None:
    shown = roster.topic(Topic(id=7, name="Liquidity", icon="5368"))

    assert check_value(rule_book(), "ForumTopic", shown) == []


def test_the_pages_row_lists_everybody_with_their_standing(stage: Stage) -> None:
    forum = stage.place(is_forum=True, bot="left", description="Large transfers")

    row = roster.row(forum)

    assert [(one["id"], one["status"], one["in"]) for one in row["members"]] == [
        (YOU, "creator", True),
        (ANN, "member", True),
        (42, "left", False),
    ]
    assert [one["name"] for one in row["topics"]] == ["General"]
    assert row["description"] == "Large transfers"
