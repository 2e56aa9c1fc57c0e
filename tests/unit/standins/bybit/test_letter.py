"""Specification of the venue's letter: a sentence for each fact its documents or its socket state.

What every market has in common is in ``test_conversation``; here is what differs between them, and
what does not exist.
"""

import json
from itertools import pairwise

import pytest
from typing_extensions import override

from standins.bybit.contracts import delivery_ms
from standins.bybit.conversation import conversation
from standins.bybit.faults import EarlyAck, LateAck, PerTopic, Refuse
from standins.bybit.frames import made
from standins.bybit.hub import Hub
from standins.bybit.topics import exists
from standins.bybit.window import BookWindow
from standins.bybit.wire import BookBody, BookFrame, LiquidationBody, LiquidationFrame
from standins.bybit.wording import Wording
from standins.market.chance import chance
from standins.market.exchange.instruments import INSTRUMENTS
from standins.market.exchange.intervals import INTERVALS
from standins.market.exchange.resting import RestingBook
from tests.unit.standins.bybit.listening import Ear

FUTURE = "ETHUSDT-31DEC27"
SYMBOLS = ("ETHUSDT", FUTURE)
BOOKS = {f"orderbook.{depth}.{symbol}" for depth in (1, 50, 200, 1_000) for symbol in SYMBOLS}
BOOK, TRADES = "orderbook.50.ETHUSDT", "publicTrade.ETHUSDT"
NOW_MS = 1_790_000_000_000


class Patient(Ear):
    """A listener that also notes after how long an answer is due."""

    def __init__(self) -> None:
        super().__init__()
        self.delays: list[float] = []

    @override
    def answer(self, payload: bytes, *, after_s: float = 0.0) -> None:
        super().answer(payload)
        self.delays.append(after_s)


class Talk:
    """One client in a hall with one book."""

    def __init__(self, category: str = "linear") -> None:
        self.hub = Hub(lambda where, what: exists(where, what, symbols=SYMBOLS, books=BOOKS))
        self.ear = Patient()
        body = BookBody("ETHUSDT", [("1.5", "2")], [], 1, 9)
        self.hub.publish(made(BookFrame(BOOK, "snapshot", 1_000, body, 999)))
        self._talk = conversation(
            self.hub, self.ear, category=category, conn_id="c-1", now_ms=lambda: NOW_MS
        )

    def say(self, **request: object) -> "Talk":
        self._talk.receive(json.dumps(request))
        return self

    @property
    def heard(self) -> list[str]:
        """What came: ``data`` of a topic, or ``ok`` or ``no`` to a request."""
        frames = [json.loads(payload) for payload in self.ear.heard]
        return ["data" if "topic" in f else "ok" if f["success"] else "no" for f in frames]

    @property
    def last(self) -> str:
        return self.ear.heard[-1].decode()


@pytest.mark.parametrize(
    ("category", "text"), [("linear", ""), ("inverse", ""), ("spot", "subscribe")]
)
def test_only_spot_names_the_op_when_it_agrees(category: str, text: str) -> None:
    said = Talk(category).say(op="subscribe", args=[], req_id="10001").last

    assert said == (
        f'{{"success":true,"ret_msg":"{text}","conn_id":"c-1","req_id":"10001","op":"subscribe"}}'
    )


@pytest.mark.parametrize("category", ["option", "spread"])
def test_options_and_spreads_answer_a_command_and_name_its_topics(category: str) -> None:
    said = Talk(category).say(op="subscribe", args=["orderbook.100.BTC-6JAN23-18000-C"]).last

    assert said == (
        '{"success":false,"conn_id":"c-1","data":{"failTopics":'
        '["orderbook.100.BTC-6JAN23-18000-C"],"successTopics":[]},"type":"COMMAND_RESP"}'
    )


@pytest.mark.parametrize("category", ["option", "spread"])
def test_options_and_spreads_pong_plainly(category: str) -> None:
    assert Talk(category).say(op="ping").last == f'{{"args":["{NOW_MS}"],"op":"pong"}}'


def test_a_request_id_may_be_a_number() -> None:
    assert json.loads(Talk().say(op="ping", req_id=7).last)["req_id"] == "7"


@pytest.mark.parametrize("interval", INTERVALS)
@pytest.mark.parametrize("category", ["linear", "spot"])
def test_every_interval_of_candles_exists(category: str, interval: str) -> None:
    assert Talk(category).say(op="subscribe", args=[f"kline.{interval}.ETHUSDT"]).heard == ["ok"]


@pytest.mark.parametrize(
    "topic",
    [
        "orderbook.500.ETHUSDT",
        "orderbook.rpi.ETHUSDT",
        "orderbook.full.ETHUSDT",
        "orderbook.50.ethusdt",
        "liquidation.ETHUSDT",
        "insurance.USDT",
        "adlAlert.USDT",
        "priceLimit.ETHUSDT",
        "orderbook.50",
        "",
    ],
)
def test_what_was_removed_or_is_not_known_here_has_no_handler(topic: str) -> None:
    said = json.loads(Talk().say(op="subscribe", args=[topic]).last)

    assert said["ret_msg"] == f"error:handler not found,topic:{topic}"


@pytest.mark.parametrize(
    ("category", "topic"),
    [
        ("spot", f"orderbook.50.{FUTURE}"),
        ("spot", "allLiquidation.ETHUSDT"),
        ("inverse", "orderbook.50.ETHUSDT"),
        ("inverse", "tickers.ETHUSD"),
    ],
)
def test_a_symbol_of_another_market_has_no_handler(category: str, topic: str) -> None:
    assert Talk(category).say(op="subscribe", args=[topic]).heard == ["no"]


def test_one_bad_topic_takes_the_request_with_it_unless_each_is_to_be_answered() -> None:
    strict, mild = Talk(), Talk()
    mild.hub.orders.add(PerTopic())

    for talk in (strict, mild):
        talk.say(op="subscribe", args=["bad.one", BOOK, "bad.two"])

    assert strict.heard == ["no"]
    assert mild.heard == ["no", "no", "data", "ok"]


def test_data_comes_before_the_acknowledgement_unless_ordered_otherwise() -> None:
    usual, late, early = Talk(), Talk(), Talk()
    late.hub.orders.add(LateAck(delay_s=0.18))
    early.hub.orders.add(EarlyAck())

    for talk in (usual, late, early):
        talk.say(op="subscribe", args=[BOOK])

    assert (usual.heard, usual.ear.delays) == (["data", "ok"], [0.0])
    assert (late.heard, late.ear.delays) == (["data", "ok"], [0.18])
    assert early.heard == ["ok", "data"]


def test_a_family_of_topics_can_be_refused_until_that_is_taken_back() -> None:
    talk = Talk()
    talk.hub.orders.add(Refuse("orderbook.", times=0))

    talk.say(op="subscribe", args=[BOOK]).say(op="subscribe", args=[TRADES])
    talk.hub.orders.take_back("refuse")
    talk.say(op="subscribe", args=[BOOK])

    assert talk.heard == ["no", "ok", "data", "ok"]


def test_the_characters_of_all_topics_of_a_connection_are_counted_together() -> None:
    talk = Talk()
    topics = [f"kline.{interval}.ETHUSDT" for interval in INTERVALS]

    talk.say(op="subscribe", args=topics)
    talk.say(op="subscribe", args=["x" * (21_000 - sum(map(len, topics)) + 1)])

    assert "characters" in json.loads(talk.last)["ret_msg"]


def test_liquidations_are_an_array_with_the_side_of_the_position() -> None:
    bodies = [LiquidationBody(n, "ETHUSDT", "Buy", "0.006", "3500.00") for n in (1, 2)]

    said = made(LiquidationFrame("allLiquidation.ETHUSDT", "snapshot", 5, bodies)).payload

    assert said == (
        b'{"topic":"allLiquidation.ETHUSDT","type":"snapshot","ts":5,"data":['
        b'{"T":1,"s":"ETHUSDT","S":"Buy","v":"0.006","p":"3500.00"},'
        b'{"T":2,"s":"ETHUSDT","S":"Buy","v":"0.006","p":"3500.00"}]}'
    )


def test_depth_one_is_repeated_after_three_seconds_under_the_same_u_and_others_are_not() -> None:
    instrument = INSTRUMENTS["ETHUSDT"]
    book = RestingBook(instrument, seed=1, luck=chance(1))
    book.quote(350_000, 350_001)
    windows = [BookWindow(Wording(instrument), depth, book.sides, first_u=70) for depth in (1, 50)]

    for window in windows:
        window.touch()
    frames = [
        [frame for now in range(0, 9_500, 50) if (frame := window.push(now, 1)) is not None]
        for window in windows
    ]
    top = [frame.message for frame in frames[0] if isinstance(frame.message, BookFrame)]

    assert len(frames[1]) == 1
    assert {(said.type, said.data.u) for said in top} == {("snapshot", 71)}
    assert [later.ts - said.ts for said, later in pairwise(top)] == [3_000] * 3


def test_a_dated_future_is_delivered_at_eight() -> None:
    assert delivery_ms(FUTURE) == 1_830_240_000_000
    assert delivery_ms("ETHUSDT") is None
