"""Specification of polls: sent by the bot, voted in by people, closed by hand or by time."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InputPollOption, Message

from standins.telegram.running import YOU, RunningTelegram
from tests.support.bots import news

ANN = 1002


def options(*texts: str) -> list[InputPollOption | str]:
    return [InputPollOption(text=one) for one in texts]


async def ask(bot: Bot, **more: object) -> Message:
    settings = {"is_anonymous": False, **more}
    return await bot.send_poll(YOU, "Up or down?", options("Up", "Down"), **settings)  # type: ignore[arg-type]


async def vote(telegram: RunningTelegram, message: Message, *chosen: int) -> None:
    wish = {"chat": YOU, "message_id": message.message_id, "options": list(chosen)}
    await telegram.control("vote", wish)


async def test_a_vote_is_told_with_its_voter_and_then_with_the_counts(
    bot: Bot, telegram: RunningTelegram
) -> None:
    sent = await ask(bot)
    assert sent.poll

    await vote(telegram, sent, 1)

    answer, counts = await news(bot)
    assert answer.poll_answer
    assert answer.poll_answer.user
    assert (answer.poll_answer.user.id, answer.poll_answer.option_ids) == (YOU, [1])
    assert answer.poll_answer.option_persistent_ids == [sent.poll.options[1].persistent_id]
    assert counts.poll
    assert [one.voter_count for one in counts.poll.options] == [0, 1]
    assert counts.poll.total_voter_count == 1


async def test_an_anonymous_poll_tells_only_the_counts(bot: Bot, telegram: RunningTelegram) -> None:
    sent = await ask(bot, is_anonymous=True)

    await vote(telegram, sent, 0)

    assert [one.event_type for one in await news(bot)] == ["poll"]


async def test_a_vote_may_be_changed_and_taken_back(bot: Bot, telegram: RunningTelegram) -> None:
    sent = await ask(bot)

    await vote(telegram, sent, 0)
    await vote(telegram, sent, 1)
    await vote(telegram, sent)

    answers = [one.poll_answer.option_ids for one in await news(bot) if one.poll_answer]
    assert answers == [[0], [1], []]


async def test_the_same_vote_again_is_no_news(bot: Bot, telegram: RunningTelegram) -> None:
    sent = await ask(bot)
    await vote(telegram, sent, 0)
    await news(bot)

    await vote(telegram, sent, 0)

    assert await news(bot) == []


async def test_one_option_unless_several_are_allowed(bot: Bot, telegram: RunningTelegram) -> None:
    single, several = await ask(bot), await ask(bot, allows_multiple_answers=True)

    with pytest.raises(ValueError, match="can't choose more than 1 option in the poll"):
        await vote(telegram, single, 0, 1)
    await vote(telegram, several, 0, 1)

    entry = (await telegram.transcript())[1]["poll"]
    assert ([one["votes"] for one in entry["options"]], entry["total"]) == ([1, 1], 1)


async def test_a_quiz_takes_the_first_answer_and_keeps_its_secret(
    bot: Bot, telegram: RunningTelegram
) -> None:
    sent = await ask(bot, type="quiz", correct_option_ids=[1], explanation="<i>Bears</i>")
    assert sent.poll
    before = (await telegram.transcript())[0]["poll"]["options"]

    await vote(telegram, sent, 0)

    assert (sent.poll.correct_option_ids, sent.poll.explanation) == ([1], "Bears")
    assert [one["right"] for one in before] == [None, None]
    with pytest.raises(ValueError, match="can't revote in the poll"):
        await vote(telegram, sent, 1)


async def test_a_stopped_poll_takes_no_more_votes(bot: Bot, telegram: RunningTelegram) -> None:
    sent = await ask(bot)
    await vote(telegram, sent, 0)
    await news(bot)

    stopped = await bot.stop_poll(YOU, sent.message_id)

    assert (stopped.is_closed, stopped.total_voter_count) == (True, 1)
    assert [one.event_type for one in await news(bot)] == ["poll"]
    with pytest.raises(ValueError, match="poll has already been closed"):
        await vote(telegram, sent, 1)
    with pytest.raises(TelegramBadRequest, match="poll has already been closed"):
        await bot.stop_poll(YOU, sent.message_id)


async def test_a_poll_closes_when_its_time_is_over(bot: Bot, telegram: RunningTelegram) -> None:
    sent = await ask(bot, open_period=60)
    assert sent.poll
    assert sent.poll.close_date

    await telegram.control("clock", {"advance": 61})
    await bot.get_me()

    (update,) = await news(bot)
    assert update.poll
    assert (update.poll.is_closed, update.poll.close_date) == (True, None)


async def test_a_forward_shows_the_same_poll_and_a_copy_a_new_one(
    bot: Bot, telegram: RunningTelegram
) -> None:
    sent = await ask(bot)
    forwarded = await bot.forward_message(ANN, YOU, sent.message_id)
    await bot.copy_message(ANN, YOU, sent.message_id)

    await vote(telegram, sent, 0)

    totals = [one["poll"]["total"] for one in await telegram.transcript(ANN)]
    assert totals == [1, 0]
    with pytest.raises(TelegramBadRequest, match="poll can't be stopped"):
        await bot.stop_poll(ANN, forwarded.message_id)


async def test_of_a_persons_poll_the_bot_hears_no_vote(bot: Bot, telegram: RunningTelegram) -> None:
    wish = {"chat": YOU, "question": "When?", "options": ["Now", "Later"], "right": [0]}
    asked = await telegram.control("poll", wish)
    (update,) = await news(bot)

    await telegram.control("vote", {"chat": YOU, "message_id": asked["message_id"], "options": [0]})

    assert update.message
    assert update.message.poll
    assert (update.message.poll.type, update.message.poll.correct_option_ids) == ("quiz", None)
    assert await news(bot) == []
    with pytest.raises(TelegramBadRequest, match="the message can't be copied"):
        await bot.copy_message(ANN, YOU, asked["message_id"])


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"options": []}, "poll must have at least one answer option"),
        ({"options": ["x"] * 13}, "poll can't have more than 12 options"),
        ({"type": "quiz"}, "correct quiz option list must be non-empty"),
        (
            {"type": "quiz", "correct_option_ids": [1, 0]},
            "correct quiz option list must be increasing",
        ),
        ({"type": "quiz", "correct_option_ids": [7]}, "wrong quiz correct_option_id"),
        ({"open_period": 4}, "open_period must be from 5 to 2628000 seconds"),
        ({"question": " "}, "text must be non-empty"),
    ],
    ids=["none", "many", "no-answer", "unordered", "unknown", "short", "empty"],
)
async def test_a_poll_that_can_not_be(bot: Bot, wish: dict[str, object], words: str) -> None:
    given = {"question": "Up?", "options": ["Up", "Down"], **wish}
    given["options"] = options(*given["options"])  # type: ignore[misc]

    with pytest.raises(TelegramBadRequest, match=words):
        await bot.send_poll(YOU, **given)  # type: ignore[arg-type]


async def test_what_is_no_poll_can_not_be_stopped(bot: Bot) -> None:
    sent = await bot.send_message(YOU, "x")

    with pytest.raises(TelegramBadRequest, match="message is not a poll"):
        await bot.stop_poll(YOU, sent.message_id)
    with pytest.raises(TelegramBadRequest, match="message with poll to stop not found"):
        await bot.stop_poll(YOU, 99)
