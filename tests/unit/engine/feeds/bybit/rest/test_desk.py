"""Specification of the desk: every question is asked until it has an answer, and none too often."""

from core.conversation import Fetch, Reply
from engine.feeds.bybit.rest import Pace, Refused, RestDesk, Result
from tests.support.bybit_rest import a_reply
from tests.support.facts import NOON, SECOND

BAN = Reply(status=403, body=b"403, access too frequent")
BUSY = Reply(status=503, body=b"")


def a_desk(*purposes: str, pace: Pace | None = None) -> RestDesk:
    desk = RestDesk(pace or Pace())
    for purpose in purposes:
        desk.ask(purpose, f"/{purpose}")
    return desk


def asked(desk: RestDesk, now_ns: int) -> list[str]:
    return [fetch.purpose for fetch in desk.due(now_ns)]


def waits(desk: RestDesk, reply: Reply | None, times: int) -> list[float]:
    """How long the desk waits after each failure before it asks again, in seconds."""
    found, now_ns = [], NOON
    for _ in range(times):
        (fetch,) = desk.due(now_ns)
        desk.answered(fetch, reply, now_ns)
        failed_ns = now_ns
        while not desk.pace.paused(now_ns) and not asked(desk, now_ns):
            now_ns += SECOND // 20
        desk.lost()
        found.append((now_ns - failed_ns) / SECOND)
        now_ns += 6 * SECOND
    return found


def test_what_runs_away_is_asked_first_and_what_is_kept_for_years_last() -> None:
    desk = a_desk("funding.A", "proof.A", "candles.1.A", "interest.A", "instruments", "trades.A")

    assert asked(desk, NOON) == [
        "trades.A",
        "instruments",
        "candles.1.A",
        "proof.A",
        "interest.A",
        "funding.A",
    ]


def test_one_purpose_is_one_question_at_a_time() -> None:
    desk = a_desk("trades.A", "trades.A")

    assert asked(desk, NOON) == ["trades.A"]
    desk.ask("trades.A", "/trades.A")
    assert asked(desk, NOON) == []


def test_another_path_replaces_the_question_and_its_old_answer_is_passed_over() -> None:
    desk = a_desk("candles.1.A")
    (old,) = desk.due(NOON)

    desk.ask("candles.1.A", "/newer")

    assert desk.answered(old, a_reply(), NOON) is None
    (new,) = desk.due(NOON)
    assert isinstance(desk.answered(new, a_reply(), NOON), Result)


def test_no_more_than_sixteen_questions_are_under_way() -> None:
    desk = a_desk(*(f"candles.1.{number}" for number in range(40)))

    first = desk.due(NOON)
    desk.answered(first[0], a_reply(), NOON)

    assert len(first) == 16
    assert len(desk.due(NOON)) == 1


def test_a_failure_is_asked_again_for_ever_but_never_slower_than_once_a_minute() -> None:
    desk = a_desk("candles.1.A")

    found = waits(desk, BUSY, 12)

    full = [1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60]
    assert all(most / 2 <= wait <= most + 0.1 for wait, most in zip(found, full, strict=True))


def test_questions_that_failed_together_come_back_at_different_moments() -> None:
    desk = a_desk(*(f"candles.1.{number}" for number in range(8)))
    for fetch in desk.due(NOON):
        desk.answered(fetch, BUSY, NOON)

    at_once = [len(asked(desk, NOON + tenth * SECOND // 10)) for tenth in range(11)]

    assert sum(at_once) == 8
    assert max(at_once) < 5


def test_the_same_history_gives_the_same_waits() -> None:
    assert waits(a_desk("candles.1.A"), None, 3) == waits(a_desk("candles.1.A"), None, 3)


def test_a_ban_of_one_feed_silences_all_feeds() -> None:
    pace = Pace()
    desk, other = a_desk("candles.1.A", pace=pace), a_desk("candles.1.B", pace=pace)
    (fetch,) = desk.due(NOON)

    assert desk.answered(fetch, BAN, NOON) is None

    assert "nothing is asked until" in desk.trouble("candles.1.A", NOON + SECOND)
    assert asked(other, NOON + 599 * SECOND) == []
    assert asked(other, NOON + 600 * SECOND) == ["candles.1.B"]


def test_the_banned_question_itself_is_asked_again_after_the_ban() -> None:
    desk = a_desk("candles.1.A")
    (fetch,) = desk.due(NOON)
    desk.answered(fetch, BAN, NOON)

    (again,) = desk.due(NOON + 601 * SECOND)

    assert again == fetch


def test_a_lasting_no_ends_the_question() -> None:
    desk = a_desk("candles.1.A")
    (fetch,) = desk.due(NOON)

    verdict = desk.answered(fetch, a_reply(code=10_001, text="params error"), NOON)

    assert verdict == Refused(reason="10001 params error")
    assert asked(desk, NOON + 3_600 * SECOND) == []


def test_an_answer_that_never_comes_is_asked_for_again() -> None:
    desk = a_desk("candles.1.A")
    desk.due(NOON)

    early = asked(desk, NOON + 29 * SECOND)
    desk.due(NOON + 30 * SECOND)

    assert early == []
    assert asked(desk, NOON + 31 * SECOND) == ["candles.1.A"]


def test_an_answer_that_comes_after_all_is_taken_and_ends_the_question() -> None:
    desk = a_desk("candles.1.A")
    (fetch,) = desk.due(NOON)
    desk.due(NOON + 30 * SECOND)

    assert isinstance(desk.answered(fetch, a_reply(), NOON + 30 * SECOND), Result)
    assert asked(desk, NOON + 90 * SECOND) == []


def test_a_failure_that_comes_after_all_does_not_make_two_questions_of_one() -> None:
    desk = a_desk("candles.1.A")
    (fetch,) = desk.due(NOON)
    desk.due(NOON + 30 * SECOND)

    desk.answered(fetch, BUSY, NOON + 30 * SECOND)

    assert asked(desk, NOON + 40 * SECOND) == ["candles.1.A"]
    assert asked(desk, NOON + 50 * SECOND) == []


def test_what_was_under_way_on_a_lost_connection_goes_out_again() -> None:
    desk = a_desk("candles.1.A")
    desk.due(NOON)

    desk.lost()

    assert asked(desk, NOON + SECOND) == ["candles.1.A"]


def test_an_answer_to_a_question_that_was_dropped_is_passed_over() -> None:
    desk = a_desk("proof.A")
    (fetch,) = desk.due(NOON)

    desk.drop("proof.A")

    assert desk.answered(fetch, a_reply(), NOON) is None
    assert desk.answered(Fetch(purpose="never.asked", path="/"), a_reply(), NOON) is None


def test_its_standing_names_the_pause_or_what_fails() -> None:
    desk = a_desk("candles.1.A")
    fresh = desk.standing(NOON)
    (fetch,) = desk.due(NOON)
    desk.answered(fetch, BUSY, NOON)
    failing = desk.standing(NOON)
    (again,) = desk.due(NOON + 2 * SECOND)
    desk.answered(again, a_reply(), NOON + 2 * SECOND)

    assert fresh.condition == "waiting"
    assert (failing.condition, failing.why) == (
        "late",
        "a question fails: candles.1.A, HTTP 503 (attempt 1)",
    )
    assert desk.standing(NOON + 3 * SECOND).condition == "live"
