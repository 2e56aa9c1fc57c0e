"""The composition root of the role ``bot``."""

from bot.app.role import BotRole, open_role, run
from bot.app.webhook import Webhook

__all__ = ["BotRole", "Webhook", "open_role", "run"]
