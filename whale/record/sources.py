"""Recording and replaying need the same feeds: made of settings, and described by them."""

from collections.abc import Sequence

from pydantic import BaseModel, ValidationError

from core.errors import BrokenInputError, MisconfiguredError
from engine.app.recording import described
from engine.app.sources import Source, sources
from engine.pipeline.recording.manifest import Source as Described
from runtime.settings import CHAINS, BybitSettings, ChainSettings, Settings

VENUE = "bybit"
_NO_CHAIN = ChainSettings()


class _Known:
    """A cursor that stands still: for a recording nothing is known, for a replay what was then."""

    def __init__(self, known: tuple[int, str] | None = None) -> None:
        self._known = known

    async def load(self, chain: str) -> tuple[int, str] | None:
        """What was known when it was recorded."""
        del chain
        return self._known

    async def save(self, chain: str, number: int, block_hash: str) -> None:
        """Nothing is remembered."""
        del chain, number, block_hash


async def chosen(
    settings: Settings, *, symbols: Sequence[str], depth: int, chains: Sequence[str]
) -> list[tuple[Source, Described]]:
    """The sources to record, each with what its manifest says.

    Raises
    ------
    MisconfiguredError
        If there is nothing to record, a chain has no node, or there is no such depth.
    """
    missing = [name for name in chains if name not in settings.chains]
    if missing:
        raise MisconfiguredError(f"{missing[0]} has no node: set WHALE_{missing[0].upper()}_WS")
    bybit = _bybit(settings.bybit, symbols, depth)
    without = {name: _NO_CHAIN for name in settings.chains if name not in chains}
    if not symbols and not chains:
        raise MisconfiguredError("nothing to record: name --symbols, or --chains, or both")
    settings = settings.model_copy(update={"bybit": bybit, **without})
    cursor = _Known()
    found = await sources(settings, cursor)
    # A second provider only compares: what it says is no recording of its own.
    return [(source, await described(source, settings, cursor)) for source in found if source.vital]


async def source_of(recorded: Described) -> Source:
    """The source that a manifest describes, as it was made when it was recorded.

    Raises
    ------
    BrokenInputError
        If the manifest's ``setup`` is none.
    MisconfiguredError
        If this program knows no such venue.
    """
    try:
        group = _group_of(recorded)
    except ValidationError as error:
        raise BrokenInputError(f"the manifest's setup of {recorded.feed}: {error}") from None
    others: dict[str, BaseModel] = dict.fromkeys(CHAINS, _NO_CHAIN)
    others[VENUE] = BybitSettings(symbols=())
    # Made without a look at the environment, which is not the one it was recorded in.
    settings = Settings.model_construct().model_copy(update={**others, recorded.venue: group})
    for source in await sources(settings, _Known(recorded.cursor)):
        if source.feed.name == recorded.feed:
            return source
    raise BrokenInputError(f"the manifest's setup makes no feed {recorded.feed}")


def _bybit(settings: BybitSettings, symbols: Sequence[str], depth: int) -> BybitSettings:
    wishes = {**settings.model_dump(), "symbols": tuple(symbols), "depth": depth}
    try:
        return BybitSettings.model_validate(wishes)
    except ValidationError as error:
        raise MisconfiguredError(f"--depth {depth}: {error.errors()[0]['msg']}") from None


def _group_of(recorded: Described) -> BaseModel:
    scheme = recorded.address.partition("://")[0]
    if recorded.venue == VENUE:
        address = f"wss://replayed/v5/public/{recorded.category or 'linear'}"
        return BybitSettings.model_validate({**recorded.setup, "ws": address})
    if recorded.venue in CHAINS:
        way = "http" if scheme.startswith("http") else "ws"
        return ChainSettings.model_validate({**recorded.setup, way: (f"{way}://replayed",)})
    raise MisconfiguredError(f"recorded of {recorded.venue}, which nothing here can read")
