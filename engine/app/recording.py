"""Keeping what the sources say, where the settings ask for it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

from pydantic import BaseModel

from core.ports import ChainCursor
from engine.app.sources import Source
from engine.pipeline.recorder import Recorder
from engine.pipeline.recording.manifest import Source as Described
from engine.pipeline.recording.manifest import bare_address
from engine.pipeline.recording.reel import Cut
from runtime.context import Context
from runtime.logs import redacted
from runtime.settings import Settings

_VENUE = "bybit"
_ADDRESSES = {"ws", "http", "rest", "witness"}
_GB = 1_000_000_000


@asynccontextmanager
async def recorded(
    context: Context, followed: Sequence[Source], cursor: ChainCursor
) -> AsyncIterator[list[Source]]:
    """The same sources; what they say is kept while the block lasts, if a folder is named for it.

    A second provider is left out: it only compares. A fault of the disk ends the recording and
    nothing else; the health page says so.

    Raises
    ------
    MisconfiguredError
        If nothing can be written into the folder.
    """
    settings = context.settings
    if settings.data.recordings is None:
        yield list(followed)
        return
    recorder = Recorder(
        settings.data.recordings,
        software=f"whale-tracker {context.version}",
        cut=Cut(keep=round(settings.data.recordings_gb * _GB)),
        redact=redacted,
    )
    _show(context, recorder)
    descriptions = {
        source.feed.name: await described(source, settings, cursor)
        for source in followed
        if source.vital
    }
    with recorder:
        yield [
            replace(source, feed=recorder.follow(source.feed, descriptions[source.feed.name]))
            if source.vital
            else source
            for source in followed
        ]


async def described(source: Source, settings: Settings, cursor: ChainCursor) -> Described:
    """What a manifest says of a source: enough to make the same feed again, and no key."""
    venue = source.feed.name.partition(" ")[0]
    group: BaseModel = settings.bybit if venue == _VENUE else settings.chains[venue]
    return Described(
        feed=source.feed.name,
        venue=venue,
        address=bare_address(source.addresses[0].websocket),
        category=settings.bybit.category if venue == _VENUE else "",
        setup=group.model_dump(mode="json", exclude=_ADDRESSES),
        cursor=None if venue == _VENUE else await cursor.load(venue),
    )


def _show(context: Context, recorder: Recorder) -> None:
    async def problem() -> str | None:
        return recorder.fault

    context.health.watch("recording", problem, vital=False)
    context.metrics.counter(
        "whale_recording_dropped_frames",
        "Frames that reached a feed and not its recording.",
        (),
        lambda: {(): float(recorder.dropped)},
    )
