"""A poll as the Bot API shows it."""

from standins.telegram.records.contents import Poll
from standins.telegram.wire import JsonObject

_SOLUTION = ("correct_option_ids", "explanation", "explanation_entities", "explanation_media")


def poll(one: Poll) -> JsonObject:
    """A ``Poll`` as the bot sees it: with all counts; a quiz it did not send keeps its secret.

    A closed poll tells no more when it would have closed.
    """
    known = one.by_bot or one.closed
    terms = {name: one.terms[name] for name in one.terms if known or name not in _SOLUTION}
    if one.closed:
        terms = {name: terms[name] for name in terms if name not in {"open_period", "close_date"}}
    return {
        "id": one.id,
        **terms,
        "options": [_option(one, at) for at in range(len(one.options))],
        "total_voter_count": len(one.votes),
        "is_closed": one.closed,
    }


def _option(one: Poll, at: int) -> JsonObject:
    count = sum(at in chosen for chosen in one.votes.values())
    return {**one.options[at], "voter_count": count}
