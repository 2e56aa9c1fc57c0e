"""Specification of rights: their names are the documents', their sums Telegram's."""

from standins.telegram.rules.facts import rule_book
from standins.telegram.standing import rights


def test_the_names_are_those_of_the_documents() -> None:
    known = rule_book().types

    both = {*rights.of_administrators("channel"), *rights.of_administrators("supergroup")}

    assert both == set(known["ChatAdministratorRights"].fields)
    assert set(rights.PERMISSIONS) == set(known["ChatPermissions"].fields)


def test_any_right_makes_an_administrator() -> None:
    assert rights.chosen("supergroup", {"can_pin_messages": True})["can_manage_chat"]
    assert not any(rights.chosen("supergroup", {}).values())


def test_previews_allow_media_and_media_texts() -> None:
    allowed = rights.granted({"can_add_web_page_previews": True}, each_alone=False)

    assert allowed["can_send_photos"]
    assert allowed["can_send_messages"]
    assert not allowed["can_send_polls"]


def test_each_permission_can_stand_alone() -> None:
    allowed = rights.granted({"can_send_polls": True}, each_alone=True)

    assert [name for name, value in allowed.items() if value] == ["can_send_polls"]
