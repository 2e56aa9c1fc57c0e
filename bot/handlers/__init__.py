"""What the bot understands: one file per command or dialogue, and this list.

The order counts: the first handler that fits takes an update, and ``otherwise`` takes what is left.
``/help`` and Telegram's command menu are read off the list.
"""

from typing import Protocol

from aiogram import Router

from bot.handlers import (
    alert,
    alerts,
    cancel,
    close,
    flow,
    heatmap,
    help,  # noqa: A004 - named like the command
    liquidations,
    membership,
    new_event,
    new_gap,
    new_price,
    new_whale,
    otherwise,
    rule,
    settings,
    smc,
    start,
    status,
    time_zone,
    whales,
)
from bot.views.menu import Command


class Handler(Protocol):
    """What a file of this folder has."""

    @property
    def COMMAND(self) -> Command | None:  # noqa: N802 - a constant of a module
        """The command that begins it, if one does."""

    def router(self) -> Router:
        """A fresh router with its handlers."""


HANDLERS: tuple[Handler, ...] = (
    start,
    alert,
    alerts,
    whales,
    heatmap,
    smc,
    flow,
    liquidations,
    status,
    settings,
    help,
    cancel,
    new_whale,
    new_price,
    new_gap,
    new_event,
    rule,
    time_zone,
    close,
    membership,
    otherwise,
)

COMMANDS: tuple[Command, ...] = tuple(
    handler.COMMAND for handler in HANDLERS if handler.COMMAND is not None
)

__all__ = ["COMMANDS", "HANDLERS", "Handler"]
