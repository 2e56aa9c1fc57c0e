"""Specification of what Bybit answers: word for word, and after the data it causes."""

import json

import pytest

from standins.bybit.conversation import Conversation
from standins.bybit.faults import Refuse
from standins.bybit.frames import made
from standins.bybit.hub import Hub
from standins.bybit.topics import exists
from standins.bybit.wire import BookBody, BookFrame
from tests.unit.standins.bybit.listening import Ear

SYMBOLS = ("ETHUSDT", "BTCUSDT")
BOOKS = {f"orderbook.{depth}.{symbol}" for depth in (1, 50, 200, 1_000) for symbol in SYMBOLS}
BOOK, TRADES = "orderbook.50.ETHUSDT", "publicTrade.ETHUSDT"


class Talk:
    """One client in an empty hall."""

    def __init__(self, category: str = "linear") -> None:
        self.hub = Hub(lambda where, what: exists(where, what, symbols=SYMBOLS, books=BOOKS))
        self.ear = Ear()
        self._talk = Conversation(self.hub, self.ear, category=category, conn_id="c-1")

    def say(self, **request: object) -> dict[str, object]:
        self._talk.receive(json.dumps(request))
        return dict(json.loads(self.ear.heard[-1]))

    def say_text(self, text: str) -> dict[str, object]:
        self._talk.receive(text)
        return dict(json.loads(self.ear.heard[-1]))


def a_book(u: int, kind: str = "delta", *bids: tuple[str, str]) -> BookFrame:
    body = BookBody("ETHUSDT", list(bids) or [("1.5", "2")], [], u, 9)
    return BookFrame(BOOK, kind, 1_000, body, 999)


def test_a_subscription_is_acknowledged_without_its_topic() -> None:
    answer = Talk().say(op="subscribe", args=[BOOK], req_id="book50")

    assert json.dumps(answer) == (
        '{"success": true, "ret_msg": "", "conn_id": "c-1", "req_id": "book50", "op": "subscribe"}'
    )


def test_spot_says_subscribe_in_its_acknowledgement() -> None:
    assert Talk("spot").say(op="subscribe", args=[TRADES])["ret_msg"] == "subscribe"


def test_a_ping_is_answered_with_pong_under_the_op_ping() -> None:
    answer = Talk().say(op="ping", req_id="1")

    assert (answer["success"], answer["ret_msg"], answer["op"]) == (True, "pong", "ping")


@pytest.mark.parametrize(
    "topic",
    [
        "orderbook.50.NOPEUSDT",
        "orderbook.500.ETHUSDT",
        "orderbook.50.ethusdt",
        "liquidation.ETHUSDT",
        "kline.7.ETHUSDT",
        "order",
    ],
)
def test_a_topic_that_does_not_exist_has_no_handler(topic: str) -> None:
    answer = Talk().say(op="subscribe", args=[topic], req_id="r")

    assert answer["success"] is False
    assert answer["ret_msg"] == f"error:handler not found,topic:{topic}"
    assert answer["req_id"] == "r"


def test_spot_has_no_liquidations() -> None:
    assert Talk("spot").say(op="subscribe", args=["allLiquidation.ETHUSDT"])["success"] is False
    assert Talk("linear").say(op="subscribe", args=["allLiquidation.ETHUSDT"])["success"] is True


def test_one_bad_topic_refuses_the_whole_request() -> None:
    talk = Talk()

    answer = talk.say(op="subscribe", args=[BOOK, "orderbook.50.NOPEUSDT", TRADES, "bad"])
    talk.hub.publish(made(a_book(1, "snapshot")))

    assert answer["ret_msg"] == "error:handler not found,topic:orderbook.50.NOPEUSDT"
    assert talk.ear.frames(BOOK) == []


def test_subscribing_again_is_refused_and_the_first_subscription_goes_on() -> None:
    talk = Talk()
    talk.say(op="subscribe", args=[BOOK])

    answer = talk.say(op="subscribe", args=[TRADES, BOOK])
    talk.hub.publish(made(a_book(1, "snapshot")))

    assert answer["ret_msg"] == f"error:already subscribed,topic:{BOOK}"
    assert len(talk.ear.frames(BOOK)) == 1


def test_the_same_topic_twice_in_one_request_is_already_subscribed() -> None:
    answer = Talk().say(op="subscribe", args=[BOOK, BOOK])

    assert answer["ret_msg"] == f"error:already subscribed,topic:{BOOK}"


def test_data_comes_before_its_acknowledgement() -> None:
    talk = Talk()
    talk.hub.publish(made(a_book(1, "snapshot")))

    talk.say(op="subscribe", args=[BOOK])

    assert [json.loads(payload).get("type", "ack") for payload in talk.ear.heard] == [
        "snapshot",
        "ack",
    ]


def test_unsubscribing_ends_delivery_and_subscribing_again_gives_a_new_snapshot() -> None:
    talk = Talk()
    talk.hub.publish(made(a_book(1, "snapshot")))
    talk.say(op="subscribe", args=[BOOK])

    assert talk.say(op="unsubscribe", args=[BOOK])["success"] is True
    talk.hub.publish(made(a_book(2, "delta", ("1.4", "7"))))
    talk.say(op="subscribe", args=[BOOK])

    assert [(frame["type"], frame["data"]["u"]) for frame in talk.ear.frames(BOOK)] == [
        ("snapshot", 1),
        ("snapshot", 2),
    ]
    assert talk.ear.frames(BOOK)[1]["data"]["b"] == [["1.5", "2"], ["1.4", "7"]]


def test_unsubscribing_what_was_never_subscribed_is_fine() -> None:
    assert Talk().say(op="unsubscribe", args=[BOOK])["success"] is True


def test_an_unknown_op_is_invalid() -> None:
    assert Talk().say(op="sing")["ret_msg"] == "error:invalid op"


@pytest.mark.parametrize("text", ["hello", "[]", '{"op": 5}'])
def test_what_is_no_request_cannot_be_decoded(text: str) -> None:
    answer = Talk().say_text(text)

    assert answer["success"] is False
    assert str(answer["ret_msg"]).startswith("Failed to decode incoming data:readObjectStart")


def test_spot_takes_ten_topics_at_a_time() -> None:
    topics = [f"kline.{interval}.ETHUSDT" for interval in (1, 3, 5, 15, 30, 60, 120, 240, 360, 720)]

    assert Talk("spot").say(op="subscribe", args=[*topics, BOOK])["ret_msg"] == "args size >10"
    assert Talk("spot").say(op="subscribe", args=topics)["success"] is True
    assert Talk("linear").say(op="subscribe", args=[*topics, BOOK])["success"] is True


def test_the_topics_of_one_connection_have_a_limit_in_characters() -> None:
    answer = Talk().say(op="subscribe", args=[f"kline.{n}.ETHUSDT" for n in range(1_500)])

    assert "characters" in str(answer["ret_msg"])


def test_a_refusal_can_be_ordered_and_ends() -> None:
    talk = Talk()
    talk.hub.orders.add(Refuse(BOOK, times=1))

    assert talk.say(op="subscribe", args=[BOOK])["success"] is False
    assert talk.say(op="subscribe", args=[BOOK])["success"] is True
