"""Story of somebody who wants pictures otherwise: chosen once, and all that follow are so."""

import time
from io import BytesIO

import msgspec
from PIL import Image

from tests.integration.bot.chat import ANN, Talk, talking
from tests.integration.bot.test_pictures import follow
from tests.unit.bot.desk import whale

HALF = 128


async def newest_picture(talk: Talk) -> Image.Image:
    """What the chat's last photo holds."""
    async with talk.http.get(f"{talk.base}/sim/transcript?chat={ANN}") as answer:
        photos = [each["photo"] for each in await answer.json() if each.get("photo")]
    async with talk.http.get(f"{talk.base}/sim/file/{photos[-1]['file_id']}") as answer:
        return Image.open(BytesIO(await answer.read())).convert("RGB")


def bright(picture: Image.Image) -> bool:
    """Whether it is rather white than black on the whole."""
    [grey] = picture.convert("L").resize((1, 1)).tobytes()
    return grey > HALF


async def test_colours_clock_and_numbers_are_chosen_on_one_message_and_drawn() -> None:
    async with talking() as talk:
        await follow(talk.stores)
        await talk.say("/settings")
        light = await talk.tap("light")
        await talk.tap("🔢 Numbers")
        german = await talk.tap("Deutsch · 3.512,4")
        await talk.tap("🕒 Time zone")
        await talk.tap("Asia")
        tokyo = await talk.tap("Tokyo +9")
        picture = await talk.tap("📊 See it on a heatmap")

        assert light.startswith(
            "You: /settings\nBot: ✅ Pictures will be light from now on.\n\n  ⚙️ Settings\n"
        )
        assert "Bot: ✅ Numbers in pictures will look like 3.512,4 from now on.\n" in german
        assert tokyo.endswith(
            "Bot: ✅ Pictures will show this clock from now on: Tokyo, UTC+9.\n"
            "\n"
            "  ⚙️ Settings\n"
            "  How pictures look that I send you here, those of alerts too:\n"
            "  🎨 Colours: light\n"
            "  🕒 Clock: Tokyo, UTC+9\n"
            "  🔢 Numbers: 3.512,4 · Deutsch\n"
            "  [dark] [● light] [colour-blind]\n"
            "  [🕒 Time zone] [🔢 Numbers]\n"
            "  [📊 See it on a heatmap]\n"
            "  [‹ Back] [✕ Close]\n"
        )
        assert "ETHUSDT Bybit perp: 3.500,00" in picture
        assert bright(await newest_picture(talk))
        assert (await talk.calls())["violations"] == 0


async def test_a_place_is_typed_after_a_slip() -> None:
    async with talking() as talk:
        await talk.say("/settings")
        await talk.tap("🕒 Time zone")
        asked = await talk.tap("✏️ Type it")
        slip = await talk.say("Berln")
        chosen = await talk.say("berlin")

        assert "Type a city such as Lisbon" in asked
        assert "Bot: I know no place “Berln”. Did you mean Berlin? " in slip
        assert "Bot: ✅ Pictures will show this clock from now on: Berlin, UTC+" in chosen
        assert chosen.count("[✕ Close]") == 1  # the question has lost its buttons


async def test_an_alert_comes_in_the_colours_of_its_owner() -> None:
    async with talking() as talk:
        await talk.say("/alert whale 500")
        await talk.say("/settings")
        await talk.tap("light")
        [rule], target = await talk.mine()
        now_ns = time.time_ns()
        found = msgspec.structs.replace(whale(), formed_ns=now_ns, known_ns=now_ns)

        await talk.owe(rule, target, found)
        await talk.shows("moved")

        picture = await newest_picture(talk)
        assert picture.size == (1024, 640)
        assert bright(picture)


async def test_who_never_chose_gets_dark_pictures() -> None:
    async with talking() as talk:
        await follow(talk.stores)
        await talk.say("/heatmap")

        assert not bright(await newest_picture(talk))
