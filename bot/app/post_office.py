"""Puts the parts of delivery together."""

import random
from collections.abc import Callable

from aiogram import Bot

from bot.delivery.courier import Backoff, Courier
from bot.delivery.gallery import Gallery
from bot.delivery.loop import LEASE_S, Delivery
from bot.delivery.meter import Meter
from bot.delivery.pace import Pace
from bot.delivery.post import Post
from bot.delivery.record import Record
from bot.delivery.writer import Writer
from bot.pictures.drawing import Draw
from bot.views.texts import texts
from core.ports import Clock, Stores
from usecases.alert_surroundings import AlertSurroundings

# A record that comes after the lease has run out would be refused.
_RECORD_SHARE = 0.5


def delivery(
    *,
    bot: Bot,
    stores: Stores,
    clock: Clock,
    draw: Draw,
    meter: Meter,
    mark: Callable[[str], None],
    owner: str,
    quarantine_s: float,
    lease_s: float = LEASE_S,
) -> Delivery:
    """A loop that pays the outbox of ``stores`` through ``bot``."""
    gallery = Gallery(stores.pictures, draw, meter)
    record = Record(stores.outbox, clock, owner, patience_s=lease_s * _RECORD_SHARE)
    courier = Courier(
        clock=clock,
        users=stores.users,
        writer=Writer(AlertSurroundings(stores.history), gallery, texts),
        gallery=gallery,
        post=Post(bot),
        pace=Pace(clock),
        record=record,
        meter=meter,
        backoff=Backoff(jitter=random.random, quarantine_s=quarantine_s),
        mark=mark,
    )
    return Delivery(
        outbox=stores.outbox, clock=clock, courier=courier, owner=owner, lease_s=lease_s
    )
