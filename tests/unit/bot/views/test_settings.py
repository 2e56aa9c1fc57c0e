"""Specification of the settings' screens: what is chosen stands there, and is one tap away."""

from dataclasses import replace

import pytest

from bot.pictures.looks import LANGUAGES, THEMES, example_of
from bot.views import settings, zones
from bot.views.html import plain
from bot.views.screens import Screen
from bot.views.settings import Chosen
from bot.views.taps import Prefer, Region
from bot.views.texts import texts
from usecases.zones import read_zone

EN = texts("en")
NOVEMBER = 1_763_726_400_000_000_000
JULY = 1_783_000_000_000_000_000
USUAL = Chosen(
    theme="dark",
    zone="UTC",
    language="en",
    automatic=True,
    example="3,512.4",
    at_ns=NOVEMBER,
)


def shown(screen: Screen) -> str:
    """A screen as a person sees it."""
    rows = [" ".join(f"[{button.fields()['text']}]" for button in row) for row in screen.rows]
    return "\n".join([plain(screen.text), *rows])


def taps(screen: Screen) -> list[Prefer]:
    found = (Prefer.read(button.tap) for row in screen.rows for button in row)
    return [tap for tap in found if tap is not None]


def test_all_settings_stand_on_one_screen_with_what_is_chosen() -> None:
    assert shown(settings.home(EN, USUAL, "ETHUSDT")) == (
        "⚙️ Settings\n"
        "How pictures look that I send you here, those of alerts too:\n"
        "🎨 Colours: dark\n"
        "🕒 Clock: UTC\n"
        "🔢 Numbers: 3,512.4 · English, as in your Telegram\n"
        "[● dark] [light] [colour-blind]\n"
        "[🕒 Time zone] [🔢 Numbers]\n"
        "[📊 See it on a heatmap]\n"
        "[‹ Back] [✕ Close]"
    )


def test_what_was_chosen_is_no_longer_telegrams() -> None:
    german = replace(USUAL, language="de", automatic=False, example="3.512,4")

    screen = shown(settings.home(EN, german, None))

    assert "🔢 Numbers: 3.512,4 · Deutsch\n" in screen
    assert "heatmap" not in screen


@pytest.mark.parametrize(
    ("theme", "words"),
    [
        ("dark", "✅ Pictures will be dark from now on."),
        ("light", "✅ Pictures will be light from now on."),
        (
            "colour-blind",
            "✅ Pictures will be dark from now on, in blue and orange instead of green and red.",
        ),
    ],
)
def test_a_change_of_colours_is_said_and_marked(theme: str, words: str) -> None:
    screen = shown(settings.changed(EN, replace(USUAL, theme=theme), "theme", None))

    assert screen.startswith(f"{words}\n\n⚙️ Settings\n")
    assert f"[● {theme}]" in screen
    assert screen.count("●") == 1


def test_a_change_of_the_clock_is_said_with_its_distance_from_utc_that_day() -> None:
    winter = replace(USUAL, zone="America/New_York")
    summer = replace(winter, at_ns=JULY)

    assert shown(settings.changed(EN, winter, "zone", None)).startswith(
        "✅ Pictures will show this clock from now on: New York, UTC−5.\n"
    )
    assert "🕒 Clock: New York, UTC−4\n" in shown(settings.home(EN, summer, None))


def test_a_change_of_numbers_is_said_with_an_example() -> None:
    french = replace(USUAL, language="fr", automatic=False, example="3 512,4")

    assert shown(settings.changed(EN, french, "numbers", None)).startswith(
        "✅ Numbers in pictures will look like 3 512,4 from now on.\n"
    )
    assert shown(settings.changed(EN, USUAL, "numbers", None)).startswith(
        "✅ Numbers in pictures will follow your Telegram from now on, so 3,512.4.\n"
    )


def test_every_theme_that_can_be_drawn_is_offered() -> None:
    assert tuple(settings.THEMES) == THEMES


def test_every_language_is_offered_with_a_number_in_it() -> None:
    examples = {language: example_of(language) for language in LANGUAGES}
    german = replace(USUAL, language="de", automatic=False)

    screen = settings.numbers(EN, german, examples)

    assert shown(screen).startswith(
        "🔢 Numbers in pictures\n"
        "Which language's marks and months? Words in pictures are English.\n"
        "[as in my Telegram]\n"
        "[English · 3,512.4] [Čeština · 3\N{NO-BREAK SPACE}512,4]\n"
        "[● Deutsch · 3.512,4] [Español · 3.512,4]\n"
    )
    assert [tap.value for tap in taps(screen)] == ["", *LANGUAGES]


def test_parts_of_the_world_come_before_cities() -> None:
    assert shown(zones.zones(EN, "UTC")) == (
        "🕒 Time zone\n"
        "Whose clock shall pictures show? "
        "Times in the text of a message are those of your phone anyway.\n"
        "[Europe] [Americas]\n"
        "[Asia] [Africa, Middle East]\n"
        "[Australia, Pacific] [● UTC]\n"
        "[✏️ Type it]\n"
        "[‹ Back] [✕ Close]"
    )


def test_cities_tell_how_far_they_are_ahead_and_which_one_is_chosen() -> None:
    assert shown(zones.region(EN, "pacific", "Pacific/Auckland", NOVEMBER)) == (
        "🕒 Australia, Pacific\n"
        "Which city keeps your time? The figure is its distance from UTC today, in hours.\n"
        "[Perth +8] [Brisbane +10]\n"
        "[Adelaide +10:30] [Sydney +11]\n"
        "[● Auckland +13] [Honolulu −10]\n"
        "[✏️ Type it]\n"
        "[‹ Back] [✕ Close]"
    )


@pytest.mark.parametrize("part", zones.ZONES)
def test_every_offered_city_is_a_place_that_is_understood(part: Region) -> None:
    offered = [tap.value for tap in taps(zones.region(EN, part, "UTC", NOVEMBER))]

    assert [read_zone(zone) for zone in offered] == list(zones.ZONES[part])
