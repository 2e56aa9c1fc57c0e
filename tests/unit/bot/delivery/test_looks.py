"""Specification of the look of alerts: the owner's in private, the usual before others."""

from dataclasses import dataclass, field

from aiogram.methods import SendPhoto

from bot.charts import USUAL, Look
from bot.charts.card import CardScene
from core.preferences import Preferences
from tests.unit.bot.delivery.round import Desk
from tests.unit.bot.desk import crossing, owe, rule_of, whale

BERLIN = Preferences(theme="light", zone="Europe/Berlin", numbers="de")
GROUP = -100_2002


@dataclass
class Artist:
    """Notes for whom it draws what."""

    drawn: list[tuple[str, Look]] = field(default_factory=list)

    async def draw(self, scene: object, look: Look) -> bytes:
        assert isinstance(scene, CardScene)
        self.drawn.append((scene.line, look))
        return b"JPEG"

    @property
    def looks(self) -> list[Look]:
        return [look for _, look in self.drawn]


async def test_an_alert_is_drawn_as_its_owner_wants_it(desk: Desk) -> None:
    artist = Artist()
    rule, target = await rule_of(desk.stores, 1001)
    await desk.stores.users.prefer(rule.owner, BERLIN)
    await owe(desk.stores, rule, target, crossing(3500.0))

    async with desk.paying(draw=artist.draw):
        pass

    [(line, look)] = artist.drawn
    assert look == Look.of(theme="light", zone="Europe/Berlin", language="de")
    assert "3.502,4" in line or "3.498,1" in line


async def test_a_group_gets_the_usual_look_whoever_made_the_rule(desk: Desk) -> None:
    artist = Artist()
    rule, target = await rule_of(desk.stores, 1001)
    await desk.stores.users.prefer(rule.owner, BERLIN)
    await desk.stores.users.migrate(1001, GROUP)
    await owe(desk.stores, rule, target, whale())

    async with desk.paying(draw=artist.draw):
        pass

    assert artist.looks == [USUAL]


async def test_people_of_one_look_share_a_picture_and_others_get_their_own(desk: Desk) -> None:
    artist = Artist()
    people = [await rule_of(desk.stores, number) for number in (1001, 1002, 1003)]
    for rule, _ in people[1:]:
        await desk.stores.users.prefer(rule.owner, Preferences(zone="Asia/Tokyo"))

    async with desk.paying(draw=artist.draw):
        for rule, target in people:
            await owe(desk.stores, rule, target, whale())
            await desk.clock.run(2)

    uploads = [call.photo for call in desk.telegram.calls if isinstance(call, SendPhoto)]
    assert artist.looks == [USUAL, Look.of(zone="Asia/Tokyo")]
    assert [photo == "FILE" for photo in uploads] == [False, False, True]
