"""Polls: made by the bot or by people, voted in by people, closed by hand or by time.

The bot that sent a poll hears of every vote: ``poll_answer`` (who chose what) unless the poll is
anonymous, then ``poll`` with the new counts.
"""

from standins.telegram import present
from standins.telegram.errors import RefusalError
from standins.telegram.polls_shown import poll as shown
from standins.telegram.records.contents import Poll
from standins.telegram.state import Message
from standins.telegram.wire import JsonObject
from standins.telegram.world import World

_FIRST_ID = 5_300_000_000_000_000_000


def create(
    world: World, terms: JsonObject, options: list[JsonObject], *, by_bot: bool, now: float
) -> JsonObject:
    """A new poll; returns what goes into the content of its message.

    Parameters
    ----------
    terms
        The fields of ``Poll`` that never change.
    options
        Its answers, as ``PollOption`` without their counts and ``persistent_id``.
    """
    closes = terms.get("close_date")
    if "open_period" in terms:
        closes = int(now) + terms["open_period"]
    if closes is not None:
        terms = {**terms, "close_date": closes, "open_period": closes - int(now)}
    numbered = [{"persistent_id": str(at), **one} for at, one in enumerate(options)]
    identifier = str(_FIRST_ID + len(world.state.polls) + 1)
    made = Poll(id=identifier, terms=terms, options=numbered, by_bot=by_bot, closes_at=closes)
    world.state.polls[made.id] = made
    return shown(made)


def again(world: World, identifier: str, *, now: float) -> JsonObject:
    """The copy of a poll: the bot's own, open, without votes."""
    first = world.state.polls[identifier]
    terms = {name: first.terms[name] for name in first.terms if name != "close_date"}
    return create(world, terms, first.options, by_bot=True, now=now)


def solution_is_known(world: World, poll: JsonObject) -> bool:
    """Whether the bot may copy this poll: of a quiz it must know the answer."""
    one = world.state.polls[poll["id"]]
    return one.terms["type"] != "quiz" or one.by_bot or one.closed


def posted(world: World, message: Message) -> None:
    """A message that shows a poll came into its chat."""
    poll = world.state.polls[message.content["poll"]["id"]]
    poll.places.append((message.chat_id, message.message_id))


def vote(world: World, poll: Poll, voter: int, options: list[int], *, now: float) -> None:
    """A person chooses; an empty list takes the vote back.

    Raises
    ------
    RefusalError
        The poll is closed, there is no such option, too many were chosen, or the first choice
        counts.
    """
    close_due(world, now=now)
    chosen = sorted(set(options))
    if poll.closed:
        raise RefusalError("poll has already been closed")
    if len(chosen) > 1 and not poll.terms["allows_multiple_answers"]:
        raise RefusalError("can't choose more than 1 option in the poll")
    if any(not 0 <= one < len(poll.options) for one in chosen):
        raise RefusalError("invalid option ID specified")
    before = poll.votes.get(voter, [])
    if chosen == before:
        return
    if not poll.terms["allows_revoting"] and (before or not chosen):
        raise RefusalError("can't revote in the poll")
    poll.votes.pop(voter, None)
    if chosen:
        poll.votes[voter] = chosen
    _tell_of_vote(world, poll, voter, chosen)


def _tell_of_vote(world: World, poll: Poll, voter: int, chosen: list[int]) -> None:
    if poll.by_bot and not poll.terms["is_anonymous"]:
        body = {
            "poll_id": poll.id,
            "user": present.user(world.state, voter),
            "option_ids": chosen,
            "option_persistent_ids": [poll.options[one]["persistent_id"] for one in chosen],
        }
        world.push("poll_answer", body)
    _changed(world, poll)


def close(world: World, poll: Poll) -> None:
    """No more votes."""
    poll.closed = True
    _changed(world, poll)


def close_due(world: World, *, now: float) -> None:
    """Close every poll whose time is over."""
    for one in world.state.polls.values():
        if not one.closed and one.closes_at is not None and one.closes_at <= now:
            close(world, one)


def _changed(world: World, poll: Poll) -> None:
    """Tell the bot that sent it, and everybody who looks at a message that shows it."""
    if poll.by_bot:
        world.push("poll", shown(poll))
    for chat_id, message_id in poll.places:
        message = world.state.chats[chat_id].messages.get(message_id)
        if message is not None and not message.deleted:
            world.redrawn(message)
