"""How a person wants pictures, as far as they said so."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a person chose; None was never chosen, and follows the usual or their Telegram.

    These are names. What they stand for is known where pictures are made, and a name that is no
    longer known there counts as not chosen.
    """

    theme: str | None = None
    """Which colours: ``light``. Usually ``dark``."""
    zone: str | None = None
    """On whose clock, by the name of the IANA: ``Europe/Berlin``. Usually UTC."""
    numbers: str | None = None
    """In which language numbers and months are written: ``de``. Usually that of Telegram."""


NOTHING_CHOSEN: Final = Preferences()
"""Of somebody who never opened the settings."""
