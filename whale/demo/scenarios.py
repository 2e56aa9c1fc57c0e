"""What can be made to happen in the demo's market, as its stand-ins tell it."""

from core.errors import MisconfiguredError
from standins.market.scenarios import scenario
from standins.market.scenarios import stories as all_stories


def stories() -> str:
    """Every scenario with its story, for a terminal."""
    return all_stories()


def told(name: str) -> str:
    """The story of a scenario.

    Raises
    ------
    MisconfiguredError
        There is none of that name; the message tells every one with its story.
    """
    try:
        return scenario(name).story
    except ValueError as error:
        raise MisconfiguredError(str(error)) from None
