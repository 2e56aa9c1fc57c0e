"""Facts of a batch into their tables, each family with one statement for all its rows.

A row that stands twice in a batch is merged before: ``on conflict do update`` refuses to touch a
row twice. What exists already stays, but for what a later fact corrects (a candle that closed, a
gap that healed, a transaction that another block took in).
"""

from core.ports import Effects
from db.driver import Connection
from db.facts.chain import put_chain
from db.facts.gaps import close_stale_gaps, put_gaps
from db.facts.market import add_tape, put_market

__all__ = ["add_tape", "close_stale_gaps", "put_facts"]


async def put_facts(session: Connection, effects: Effects) -> None:
    """All facts of a batch but the tape."""
    await put_chain(session, effects)
    await put_market(session, effects)
    await put_gaps(session, effects.gaps)
