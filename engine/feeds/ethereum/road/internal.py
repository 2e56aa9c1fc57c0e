"""What moved inside of calls, block by block, without letting the head wait for it.

Which way a node tells it is found out by asking: a method it does not have is not asked for again
for an hour. A block is told without its inner moves when they take longer than three seconds; they
follow when they come, and the ledger says so meanwhile.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from core.conversation import Condition, Standing, Step
from core.errors import BrokenInputError
from core.gaps import Lost
from core.time_units import HOUR_NS
from engine.feeds.ethereum.contents.blocks import RpcBlock
from engine.feeds.ethereum.contents.moves import InternalMove, internal_transfers
from engine.feeds.ethereum.networks.chains import InternalSource, Network
from engine.feeds.ethereum.node import rpc
from engine.feeds.ethereum.node.holes import Holes
from engine.feeds.ethereum.node.pulse import Pulse
from engine.feeds.ethereum.node.refusals import is_unserved, quoted
from engine.feeds.ethereum.road.chain import HeaderChain
from engine.feeds.ethereum.road.internal_sources import SOURCES, OtherBranchError

PURPOSE = TOPIC = "internal"
InternalMode = Literal["auto", "trace", "assets", "off"]

_PATIENCE_NS = 3_000_000_000
_TRIES = 3
_FAILURES = 3
"""So many blocks in a row that could not be traced: this way is none."""


@dataclass(slots=True)
class _Reading:
    """The inner moves of one block, on their way. ``told`` is set when the block went without."""

    block: RpcBlock
    asked_ns: int
    moves: list[InternalMove] = field(default_factory=list)
    whole: bool = False
    failed: str = ""
    told: bool = False


class InternalMoves:
    """Asks for the inner moves of each block that is read.

    Parameters
    ----------
    network
        The chain, and in which ways it can be asked.
    mode
        ``auto`` tries all ways of the chain, ``trace`` traces alone, ``assets`` the provider's list
        alone, ``off`` none.
    least_wei
        Smaller moves are not told.
    chain, requests, holes
        The blocks that were read, where questions are asked, and where holes are told.
    """

    def __init__(
        self,
        network: Network,
        *,
        mode: InternalMode,
        least_wei: int,
        chain: HeaderChain,
        requests: rpc.Requests,
        holes: Holes,
    ) -> None:
        self._network = network
        self._ways = _ways(mode, network)
        self._least_wei = least_wei
        self._chain = chain
        self._requests = requests
        self._holes = holes
        self._pulse = Pulse(TOPIC)
        self._left = list(self._ways)
        self._readings: dict[str, _Reading] = {}
        self._failures = 0
        self._refusal = ""
        self._again_ns = 0

    def connected(self, now_ns: int) -> list[Step]:
        """Another node may know other ways. What is still owed is asked for again."""
        self._left, self._failures, self._refusal = list(self._ways), 0, ""
        self._readings = {key: one for key, one in self._readings.items() if one.told}
        return [step for one in self._readings.values() for step in self._ask(one, now_ns)]

    def begin(self, block: RpcBlock, now_ns: int) -> list[Step]:
        """A block has come: ask for what moved inside of it."""
        if not self._left and now_ns >= self._again_ns:
            self._left = list(self._ways)
        if not self._left or not block.transactions or block.hash in self._readings:
            return []
        self._readings[block.hash] = reading = _Reading(block, now_ns)
        return self._ask(reading, now_ns)

    def ready(self, block_hash: str, now_ns: int) -> bool:
        """Whether a block need not wait any longer."""
        reading = self._readings.get(block_hash)
        return (
            reading is None
            or reading.whole
            or bool(reading.failed)
            or now_ns - reading.asked_ns >= _PATIENCE_NS
        )

    def tell(self, block_hash: str, now_ns: int, *, late_ns: int) -> list[Step]:
        """The block is told now: its inner moves, or that they are missing."""
        reading = self._readings.get(block_hash)
        if reading is None:
            return []
        if reading.whole:
            del self._readings[block_hash]
            return self._moves(reading, now_ns, late_ns)
        reason = f"the inner moves of block {reading.block.height} took longer than 3 s"
        if reading.failed:
            del self._readings[block_hash]
            gap = self._holes.told(
                TOPIC, reading.failed, healing="none", now_ns=now_ns, lost="internal transfers"
            )
            return [gap]
        reading.told = True
        healing = "they are told when they come"
        return [*self._holes.open(TOPIC, reason, healing=healing, now_ns=now_ns)]

    def drop(self, block_hash: str) -> None:
        """A block will not be told after all."""
        reading = self._readings.get(block_hash)
        if reading is not None and not reading.told:
            del self._readings[block_hash]
            self._requests.drop(PURPOSE, about=block_hash)

    def answered(self, request: rpc.Request, raw: msgspec.Raw, now_ns: int) -> list[Step]:
        """Moves, or a page of them."""
        reading = self._readings.get(str(request.about))
        if reading is None or not self._left:
            return []
        try:
            page = SOURCES[self._left[0]].read(raw, reading.block, self._least_wei)
        except OtherBranchError as error:
            # That says nothing about the way: it is the chain that has moved.
            self._failures = 0
            return self._failed(request, str(error), now_ns)
        except BrokenInputError as error:
            return self._failed(request, str(error), now_ns)
        reading.moves += page.moves
        if page.next_key is not None:
            return self._ask(reading, now_ns, page.next_key)
        self._failures, reading.whole = 0, True
        return self._afterwards(reading, now_ns) if reading.told else []

    def refused(self, request: rpc.Request, error: rpc.RpcError, now_ns: int) -> list[Step]:
        """Not served: the next way, for all blocks that wait. In trouble: once more."""
        if not is_unserved(error):
            return self._failed(request, quoted(error), now_ns)
        return self._next_way(quoted(error), now_ns) if self._left else []

    def standing(self) -> Standing:
        """How inner moves are told, if they are."""
        if not self._ways:
            return self._pulse.standing(self._holes, "refused", "switched off")
        if not self._left:
            why = f"not available on this node: {self._refusal}"
            return self._pulse.standing(self._holes, "refused", why)
        condition: Condition = "live" if self._pulse.frames else "waiting"
        return self._pulse.standing(self._holes, condition, SOURCES[self._left[0]].method)

    def _ask(self, reading: _Reading, now_ns: int, page: str | None = None) -> list[Step]:
        if not self._left:
            return []
        source = SOURCES[self._left[0]]
        params = source.params(reading.block, page)
        about = reading.block.hash
        return [self._requests.ask(PURPOSE, source.method, params, now_ns, about=about)]

    def _moves(self, reading: _Reading, now_ns: int, late_ns: int) -> list[Step]:
        self._pulse.beat(now_ns, at_ns=reading.block.at_ns)
        transfers = internal_transfers(
            reading.block, reading.moves, network=self._network, seen_ns=now_ns, late_ns=late_ns
        )
        return [*transfers]

    def _afterwards(self, reading: _Reading, now_ns: int) -> list[Step]:
        """What a block was told without, told behind it, if the block still stands."""
        self._readings.pop(reading.block.hash, None)
        steps: list[Step] = []
        if reading.whole and self._chain.holds(reading.block.hash):
            late_ns = max(0, self._chain.newest_ns - reading.block.at_ns)
            steps = self._moves(reading, now_ns, late_ns)
        if not any(one.told for one in self._readings.values()):
            words = reading.failed or "they came and were told"
            lost: Lost = "internal transfers" if reading.failed else "nothing"
            steps += self._holes.close(TOPIC, words, now_ns=now_ns, lost=lost)
        return steps

    def _failed(self, request: rpc.Request, words: str, now_ns: int) -> list[Step]:
        reading = self._readings.get(str(request.about))
        if reading is None:
            return []
        if request.tries < _TRIES:
            self._requests.later(request, now_ns)
            return []
        self._failures += 1
        if self._failures >= _FAILURES:
            return self._next_way(words, now_ns)
        return self._missing([reading], words, now_ns)

    def _next_way(self, words: str, now_ns: int) -> list[Step]:
        self._failures, self._refusal = 0, words
        self._left.pop(0)
        self._requests.drop(PURPOSE)
        waiting = [one for one in self._readings.values() if not one.whole]
        if not self._left:
            self._again_ns = now_ns + HOUR_NS
            return self._missing(waiting, f"not available on this node: {words}", now_ns)
        for reading in waiting:
            reading.moves, reading.failed = [], ""
        return [step for one in waiting for step in self._ask(one, now_ns)]

    def _missing(self, readings: Iterable[_Reading], words: str, now_ns: int) -> list[Step]:
        steps: list[Step] = []
        for reading in readings:
            if not self._left:
                # That this node tells none at all is said in the standing, once, and is no hole.
                self._readings.pop(reading.block.hash, None)
            reading.failed = f"the inner moves of block {reading.block.height} are unknown: {words}"
            if reading.told:
                steps += self._afterwards(reading, now_ns)
        return steps


def _ways(mode: InternalMode, network: Network) -> tuple[InternalSource, ...]:
    match mode:
        case "auto":
            return network.internal
        case "trace":
            return "trace", "calls"
        case "assets":
            return ("assets",)
        case "off":
            return ()
