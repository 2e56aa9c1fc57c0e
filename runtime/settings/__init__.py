"""All settings of a process: one frozen tree, read once at the root.

Every field is set by an environment variable: ``WHALE_`` and the path to the field, so
``bot.token`` is ``WHALE_BOT_TOKEN``. A file ``.env`` in the working folder is read too; the
environment wins.
"""

from runtime.settings.places import BotSettings
from runtime.settings.sources import BybitSettings, ChainSettings
from runtime.settings.tree import CHAINS, Settings, read_settings

__all__ = [
    "CHAINS",
    "BotSettings",
    "BybitSettings",
    "ChainSettings",
    "Settings",
    "read_settings",
]
