"""Specification of the look somebody gets: what they chose, and the usual for all else."""

import pytest

from bot.charts import USUAL
from bot.charts.kit.look import Look
from bot.pictures.looks import chosen_of, look_of
from core.alerts import User, UserId
from core.preferences import Preferences

CHOSEN = Preferences(theme="light", zone="Europe/Berlin", numbers="fr")


def test_what_was_chosen_is_what_is_drawn() -> None:
    assert look_of("de", CHOSEN) == Look.of(theme="light", zone="Europe/Berlin", language="fr")


def test_what_was_not_chosen_is_the_usual_with_the_numbers_of_telegram() -> None:
    assert look_of("de-AT") == Look.of(language="de")
    assert look_of("tlh") == USUAL


@pytest.mark.parametrize(
    "gone",
    [
        Preferences(theme="sepia"),
        Preferences(zone="Europe/Atlantis"),
        Preferences(zone="../etc/passwd"),
        Preferences(zone="America"),
        Preferences(numbers="tlh"),
    ],
)
def test_what_is_no_longer_known_is_the_usual_and_no_fault(gone: Preferences) -> None:
    ann = User(id=UserId(1), telegram_id=1001, name="Ann", language="en", preferences=gone)

    chosen = chosen_of(ann, at_ns=0)

    assert look_of("en", gone) == USUAL
    assert (chosen.theme, chosen.zone, chosen.language) == ("dark", "UTC", "en")


def test_looks_that_draw_otherwise_have_names_of_their_own() -> None:
    wishes = [
        Preferences(),
        Preferences(theme="light"),
        Preferences(theme="colour-blind"),
        Preferences(numbers="de"),
        Preferences(zone="Europe/Berlin"),
        Preferences(zone="Etc/GMT-1"),
        CHOSEN,
    ]

    names = {look_of("en", wish).name for wish in wishes}

    assert len(names) == len(wishes)
    assert not any("/" in name for name in names)
