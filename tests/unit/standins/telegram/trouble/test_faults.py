"""Specification of faults: whom they meet, how often, what they say, and their repeatable luck."""

import msgspec
import pytest

from standins.telegram.trouble.faults import Fault, Faults
from standins.telegram.trouble.refusals import BY_CODE, REFUSALS


def switched_on(*faults: Fault) -> Faults:
    made = Faults()
    made.replace(list(faults))
    return made


def struck(faults: Faults, times: int, method: str = "sendMessage") -> list[bool]:
    return [
        faults.take(method, {"chat_id": 1001, "text": "whale"}) is not None for _ in range(times)
    ]


def test_a_fault_is_over_after_its_times() -> None:
    faults = switched_on(Fault(code=500, times=1))

    assert struck(faults, 2) == [True, False]
    assert faults.active == []


def test_a_fault_may_spare_the_first_requests() -> None:
    faults = switched_on(Fault(code=500, after=2, times=1))

    assert struck(faults, 4) == [False, False, True, False]


def test_what_is_left_of_the_counts_is_shown() -> None:
    faults = switched_on(Fault(code=500, after=1, times=3))
    struck(faults, 2)

    (left,) = faults.active

    assert (left.after, left.times) == (0, 2)


def test_luck_repeats_itself() -> None:
    first = struck(switched_on(Fault(code=500, chance=0.5, seed=7)), 200)
    again = struck(switched_on(Fault(code=500, chance=0.5, seed=7)), 200)
    other = struck(switched_on(Fault(code=500, chance=0.5, seed=8)), 200)

    assert first == again != other
    assert 70 < sum(first) < 130


def test_a_request_that_could_not_be_met_costs_no_luck() -> None:
    alone = switched_on(Fault(method="sendMessage", code=500, chance=0.5))
    mixed = switched_on(Fault(method="sendMessage", code=500, chance=0.5))
    struck(mixed, 5, "getMe")

    assert struck(alone, 20) == struck(mixed, 20)


def test_a_delay_wavers_within_its_bounds() -> None:
    faults = switched_on(Fault(latency=1.0, jitter=0.5))

    delays = [one.delay for _ in range(50) if (one := faults.take("getMe", {}))]

    assert all(1.0 <= delay <= 1.5 for delay in delays)
    assert len(set(delays)) == 50


def test_the_first_fault_that_strikes_is_the_one() -> None:
    faults = switched_on(Fault(chat=7, error="blocked"), Fault(error="deactivated"))

    met = faults.take("sendMessage", {"chat_id": 1001})

    assert met
    assert met.refusal
    assert met.refusal.description == "Forbidden: user is deactivated"


def test_polling_is_spared_unless_it_is_named() -> None:
    assert not Fault(code=500).meets("getUpdates", {})
    assert Fault(code=500, method="GETUPDATES").meets("getUpdates", {})


def test_a_refusal_has_usual_words_or_given_ones() -> None:
    usual = Fault(code=429, parameters={"retry_after": 7}).refusal()
    given = Fault(code=400, description="Bad Request: PEER_ID_INVALID").refusal()
    assert usual
    assert given

    assert usual.description == "Too Many Requests: retry after 7"
    assert given.description == "Bad Request: PEER_ID_INVALID"


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("blocked", 403, "Forbidden: bot was blocked by the user"),
        ("group_deleted", 403, "Forbidden: the group chat was deleted"),
        ("chat_not_found", 400, "Bad Request: chat not found"),
        ("button_data", 400, "Bad Request: BUTTON_DATA_INVALID"),
        ("topic_closed", 400, "Bad Request: TOPIC_CLOSED"),
        ("unauthorized", 401, "Unauthorized"),
        ("too_many", 429, "Too Many Requests: retry after 5"),
        ("bad_gateway", 502, "Bad Gateway"),
    ],
)
def test_a_refusal_is_known_by_name(name: str, code: int, words: str) -> None:
    refusal = Fault(error=name).refusal()

    assert refusal
    assert (refusal.code, refusal.description) == (code, words)


def test_every_named_refusal_can_be_said() -> None:
    extra = {"migrate_to_chat_id": -1005}

    said = [one.refusal(extra).body() for one in REFUSALS.values()]

    assert all(one["description"] and "{" not in one["description"] for one in said)
    assert set(BY_CODE.values()) <= set(REFUSALS)


def test_a_migration_must_say_where_to() -> None:
    wish = {"error": "migrated", "parameters": {"migrate_to_chat_id": -1005}}

    refusal = msgspec.convert(wish, Fault).refusal()

    assert refusal
    assert refusal.body()["parameters"] == {"migrate_to_chat_id": -1005}
    with pytest.raises(msgspec.ValidationError, match="wants"):
        msgspec.convert({"error": "migrated"}, Fault)


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"error": "bloked"}, "no refusal is called 'bloked'; there are: blocked, deactivated"),
        ({"chance": 1.5}, "Expected `float` <= 1"),
        ({"answer": "late"}, "Invalid enum value 'late'"),
        ({"kode": 1}, "unknown field `kode`"),
    ],
    ids=["name", "chance", "answer", "field"],
)
def test_what_makes_no_sense_is_explained(wish: dict[str, object], words: str) -> None:
    with pytest.raises(msgspec.ValidationError) as refusal:
        msgspec.convert(wish, Fault)

    assert words in str(refusal.value)
