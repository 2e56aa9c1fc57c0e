"""Specification of words: whatever a detector tells can be said in a chat and on a card."""

from itertools import combinations

import pytest

from bot.charts import USUAL, card
from bot.pictures import alert_card
from bot.views import alerts
from bot.views.html import plain, visible_length
from bot.views.texts import texts
from core.alerts import Due, NoticeId, Rule, RuleId, Target, TargetId, UserId
from core.conditions import TransferCondition
from core.detection import Detection
from core.kinds import KINDS
from tests.support.told import examples
from usecases.alert_surroundings import Surroundings

EN = texts("en")
LONGEST_CAPTION = 1024


def due(found: Detection) -> Due:
    rule = Rule(
        id=RuleId(3),
        owner=UserId(1),
        condition=TransferCondition(min_eth=500),
        targets=(TargetId(1),),
    )
    target = Target(id=TargetId(1), owner=UserId(1), chat_id=1001)
    return Due(
        notice_id=NoticeId("a6d1974a3a22db9b"),
        rule=rule,
        detection=found,
        target=target,
        language="en",
        attempt=1,
        repeated=False,
    )


def nothing_around(found: Detection) -> Surroundings:
    return Surroundings(subject=found.subject, candles=[], price=3000.0)


def test_every_kind_has_words_and_no_words_are_of_no_kind() -> None:
    chains = {kind.name for kind in KINDS if kind.where != "market"}
    markets = {kind.name for kind in KINDS if kind.where != "chain"}

    assert set(alerts.OF_CHAINS) == chains
    assert set(alerts.OF_MARKETS) == markets


def test_every_finding_is_a_message_of_its_own_that_fits_under_a_picture() -> None:
    messages = {found.id: alerts.text(EN, due(found), 3000.0) for found in examples()}

    assert max(map(visible_length, messages.values())) < LONGEST_CAPTION
    assert all(plain(message).count("\n") >= 2 for message in messages.values())


def test_no_finding_shows_its_inner_name_or_a_number_that_is_none() -> None:
    for found in examples():
        message = plain(alerts.text(EN, due(found), 3000.0))

        assert "_" not in message, found.kind
        assert "nan" not in message.split(), found.kind
        assert " ·  · " not in message, found.kind


def test_every_finding_has_a_card_with_a_title_an_amount_and_a_line() -> None:
    for found in examples():
        scene = alert_card.scene(EN, found, nothing_around(found))

        assert scene.title[0] == scene.title[0].upper(), found.kind
        assert scene.amount, found.kind
        assert scene.line, found.kind


def test_the_words_of_cards_stand_free() -> None:
    for found in examples()[::9]:
        canvas = card.render(alert_card.scene(EN, found, nothing_around(found)), USUAL)

        assert all(canvas.frame.holds(word.box) for word in canvas.words), found.kind
        assert not [1 for a, b in combinations(canvas.words, 2) if a.box.overlaps(b.box)]


@pytest.mark.parametrize("price", [None, 3000.0])
def test_who_knows_no_price_is_told_no_value(price: float | None) -> None:
    found = next(each for each in examples() if each.kind == "accumulation")

    assert ("$" in alerts.text(EN, due(found), price)) is (price is not None)
