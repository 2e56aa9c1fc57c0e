"""Specification of what a message can be: whatever is sent fits the documents and is drawn."""

import msgspec
import pytest

from standins.telegram import present
from standins.telegram.errors import RefusalError
from standins.telegram.messages import attachments, polls, reactions
from standins.telegram.methods import METHODS, Call, Upload
from standins.telegram.rules.facts import rule_book
from standins.telegram.rules.validation import check_value
from standins.telegram.state import State
from standins.telegram.transcript import as_text, entries
from standins.telegram.wire import JsonObject
from tests.support.media import gif, png
from tests.support.stage import BOT, NOW, YOU, Stage

_BYTES = Upload(b"bytes", "name.bin", "application/octet-stream")


def uploads() -> dict[str, Upload]:
    pictures = {"photo": png(), "animation": gif(), "sticker": png(64, 64)}
    found = {
        name: Upload(content, f"{name}.png", "image/png") for name, content in pictures.items()
    }
    others = ("document", "video", "audio", "voice", "video_note", "live_photo")
    return found | dict.fromkeys(others, _BYTES)


def send(stage: Stage, method: str, **args: object) -> JsonObject:
    parts = uploads()
    named = {
        name: f"attach://{name}"
        for name in parts
        if name in rule_book().methods[method.lower()].fields
    }
    call = Call(method, {"chat_id": YOU, **named, **args}, parts, NOW)
    result = METHODS[method](stage.world, call)
    assert isinstance(result, dict)
    return result


EVERY_KIND: list[tuple[str, dict[str, object]]] = [
    ("sendMessage", {"text": "x", "message_effect_id": "5", "protect_content": True}),
    ("sendPhoto", {"caption": "x", "has_spoiler": True, "show_caption_above_media": True}),
    ("sendDocument", {}),
    ("sendVideo", {"width": 5, "height": 5, "duration": 5, "start_timestamp": 2}),
    ("sendAnimation", {}),
    ("sendAudio", {"title": "x", "performer": "y"}),
    ("sendVoice", {"duration": 4}),
    ("sendVideoNote", {}),
    ("sendSticker", {"emoji": "🐳"}),
    ("sendLivePhoto", {}),
    ("sendLocation", {"latitude": 1.5, "longitude": 2.5, "live_period": 60, "heading": 5}),
    (
        "sendVenue",
        {"latitude": 1.5, "longitude": 2.5, "title": "Port", "address": "Quay 1"},
    ),
    ("sendContact", {"phone_number": "+1", "first_name": "Ann"}),
    ("sendDice", {"emoji": "🎰"}),
    ("sendPoll", {"question": "Up?", "options": [{"text": "Yes"}, {"text": "No"}]}),
    (
        "sendPaidMedia",
        {"star_count": 1, "media": [{"type": "photo", "media": "attach://photo"}]},
    ),
    (
        "sendRichMessage",
        {"rich_message": {"blocks": [{"type": "paragraph", "text": "x"}]}},
    ),
]


@pytest.mark.parametrize(("method", "args"), EVERY_KIND, ids=[one[0] for one in EVERY_KIND])
def test_what_is_sent_fits_the_documents(
    stage: Stage, method: str, args: dict[str, object]
) -> None:
    sent = send(stage, method, **args)

    assert check_value(rule_book(), "Message", sent) == []


def test_a_transcript_names_every_kind(stage: Stage) -> None:
    for method, args in EVERY_KIND:
        send(stage, method, **args)

    lines = as_text(stage.state, stage.chat).splitlines()

    assert len(lines) == len(EVERY_KIND)
    assert lines[-6:-2] == [
        "Bot: <place Port>",
        "Bot: <contact Ann>",
        lines[-4],
        "Bot: <poll: Up? (Yes / No)>",
    ]
    assert lines[-4].startswith("Bot: <🎰 ")


def test_all_of_it_survives_a_restart(stage: Stage) -> None:
    for method, args in EVERY_KIND:
        send(stage, method, **args)
    stage.call("sendMessageDraft", chat_id=YOU, draft_id=1, text="x")
    message = next(one for one in stage.chat.messages.values() if "poll" in one.content)
    (poll,) = stage.state.polls.values()

    polls.vote(stage.world, poll, YOU, [1], now=NOW)
    reactions.react(stage.world, message, YOU, [{"type": "emoji", "emoji": "👍"}], now=NOW)

    again = msgspec.json.decode(msgspec.json.encode(stage.state), type=State)
    assert again == stage.state
    drawn = entries(again, again.chats[YOU], viewer=YOU)
    assert next(one["poll"]["chosen"] for one in drawn if one["poll"]) == {str(YOU): [1]}


def test_a_reply_to_any_kind_has_a_word_for_it(stage: Stage) -> None:
    for method, args in EVERY_KIND:
        send(stage, method, **args)
    words = [attachments.word(one.content) for one in stage.chat.messages.values()]

    assert words[2:10] == [
        "file",
        "video",
        "GIF",
        "audio",
        "voice message",
        "video message",
        "🐳 sticker",
        "live photo",
    ]


def test_a_copy_of_every_kind_fits_the_documents(stage: Stage) -> None:
    numbers = [send(stage, method, **args)["message_id"] for method, args in EVERY_KIND]
    copyable = [one for one in numbers if "paid_media" not in stage.chat.messages[one].content]

    stage.call("copyMessages", chat_id=YOU, from_chat_id=YOU, message_ids=copyable)
    stage.call("forwardMessages", chat_id=YOU, from_chat_id=YOU, message_ids=numbers[1:])

    copies = list(stage.chat.messages.values())[len(numbers) :]
    strange = [
        check_value(rule_book(), "Message", present.message(stage.state, one)) for one in copies
    ]
    assert len(copies) == len(copyable) + len(numbers) - 1
    assert [one for one in strange if one] == []


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ({"latitude": 91.0, "longitude": 1.0}, "wrong location specified"),
        ({"latitude": 1.0, "longitude": 1.0, "heading": 400}, "wrong heading specified"),
    ],
)
def test_a_place_must_be_on_the_globe(stage: Stage, args: dict[str, object], words: str) -> None:
    with pytest.raises(RefusalError, match=words):
        send(stage, "sendLocation", **args)


def test_a_dice_shows_what_it_can(stage: Stage) -> None:
    values = [send(stage, "sendDice", emoji="🏀")["dice"]["value"] for _ in range(20)]

    assert set(values) <= {1, 2, 3, 4, 5}
    assert len(set(values)) > 1
    with pytest.raises(RefusalError, match="DICE_EMOJI_INVALID"):
        send(stage, "sendDice", emoji="🐳")


def test_a_contact_that_is_somebody_says_who(stage: Stage) -> None:
    stage.state.users[1002].phone = "+49"

    sent = send(stage, "sendContact", phone_number="+49", first_name="Ann")

    assert sent["contact"]["user_id"] == 1002


def test_an_effect_is_for_private_chats(stage: Stage) -> None:
    group = stage.place("supergroup")

    with pytest.raises(RefusalError, match="can't use message effects in the chat"):
        stage.call("sendMessage", chat_id=group.id, text="x", message_effect_id="5")


def test_only_what_somebody_sees_is_in_the_transcript(stage: Stage) -> None:
    group = stage.place("supergroup", "administrator")
    only = {"receiver_user_id": YOU}
    stage.call("sendMessage", chat_id=group.id, text="x", ephemeral_message_parameters=only)

    seen = [len(entries(stage.state, group, viewer=one)) for one in (YOU, 1002, BOT)]

    assert seen[0] == seen[2] == seen[1] + 1
