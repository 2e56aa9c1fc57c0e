"""Specification of what reaches a bot in a group: privacy mode, and commands for other bots."""

import pytest

from standins.telegram.messages.conversation import written
from standins.telegram.standing.hearing import reaches_bot
from standins.telegram.state import Chat
from tests.support.stage import ANN, NOW, Stage


def heard(stage: Stage, chat: Chat, text: str, reply_to: int | None = None) -> bool:
    message = written(chat, ANN, {"text": text}, now=NOW)
    message.reply_to = reply_to
    return reaches_bot(stage.state, chat, message)


@pytest.mark.parametrize(
    "text", ["/heatmap", "/heatmap ETH", "/heatmap@whale_bot ETH", "look @Whale_Bot, a whale"]
)
def test_with_privacy_a_bot_hears_what_may_be_meant_for_it(stage: Stage, text: str) -> None:
    group = stage.place("supergroup")

    assert heard(stage, group, text)


@pytest.mark.parametrize("text", ["hello", "/heatmap@other_bot", "ask @whale_bot_fans", "a /start"])
def test_with_privacy_a_bot_does_not_hear_the_rest(stage: Stage, text: str) -> None:
    group = stage.place("supergroup")

    assert not heard(stage, group, text)


def test_a_reply_to_the_bot_is_heard(stage: Stage) -> None:
    group = stage.place("supergroup", bot="administrator")
    sent = stage.call("sendMessage", chat_id=group.id, text="a whale")
    group.member(42).status = "member"

    assert heard(stage, group, "how much?", sent["message_id"])
    assert not heard(stage, group, "how much?")


def test_an_administrator_and_a_bot_without_privacy_hear_everything(stage: Stage) -> None:
    led = stage.place("supergroup", bot="administrator")
    open_ = stage.place("supergroup")

    assert heard(stage, led, "hello")
    assert not heard(stage, open_, "hello")
    stage.state.bot.reads_all = True
    assert heard(stage, open_, "hello")


def test_a_bot_that_is_not_there_hears_nothing(stage: Stage) -> None:
    group = stage.place("supergroup", bot="left")
    channel = stage.place("channel", bot="member")

    assert not heard(stage, group, "/heatmap@whale_bot")
    assert not heard(stage, channel, "a post")
