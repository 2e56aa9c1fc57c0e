"""How far the chain is safe and how far it is final, in the node's own word.

Source: the execution API's block tags. ``safe`` is what two thirds of the stake have voted for, and
is rarely replaced; ``finalized`` cannot be without a third of all stake being destroyed. Chains on
top of Ethereum have the same tags for what is posted there and what is final there.
"""

from typing import Literal

import msgspec

from core.chain import Finality, FinalityState
from core.conversation import Send, Standing, Step
from core.time_units import HOUR_NS, MINUTE_NS
from engine.feeds.ethereum.contents.blocks import RpcHeader
from engine.feeds.ethereum.node import rpc
from engine.feeds.ethereum.node.holes import Holes
from engine.feeds.ethereum.node.pulse import Pulse
from engine.feeds.ethereum.node.refusals import is_unserved, quoted
from engine.feeds.ethereum.road.chain import HeaderChain

PURPOSE = "finality"
_TAGS: dict[Literal["safe", "finalized"], FinalityState] = {"safe": "safe", "finalized": "final"}
_NOT_THERE = ("not found", "unknown block", "invalid argument")


class FinalityTags:
    """Asks for both tags about once a minute and tells when they move.

    A final block is compared with the one that was read at its height: should they differ, what was
    told is not the chain, and the ledger says so instead of a finality that would bless it.

    Parameters
    ----------
    chain
        The blocks that were read.
    requests, holes
        Where questions are asked and holes are told.
    name
        The chain's name in facts.
    """

    def __init__(
        self, chain: HeaderChain, requests: rpc.Requests, holes: Holes, *, name: str
    ) -> None:
        self._chain = chain
        self._requests = requests
        self._holes = holes
        self._name = name
        self._pulse = Pulse("finality")
        self._due_ns: dict[str, int] = {}
        self._told: dict[str, int] = {}
        self._refusals: dict[str, str] = {}

    def connected(self) -> None:
        """Another node may know the tags that the last one did not."""
        self._due_ns.clear()
        self._refusals.clear()

    def due(self, now_ns: int) -> list[Send]:
        """The questions whose minute is over, once there is a block they could be about."""
        if self._chain.tip is None:
            return []
        sends = []
        for tag in _TAGS:
            if now_ns >= self._due_ns.get(tag, 0):
                self._due_ns[tag] = now_ns + MINUTE_NS
                params: list[object] = [tag, False]
                method = "eth_getBlockByNumber"
                sends.append(self._requests.ask(PURPOSE, method, params, now_ns, about=tag))
        return sends

    def answered(self, request: rpc.Request, raw: msgspec.Raw, now_ns: int) -> list[Step]:
        """A tag's block, or null where the node does not know the tag."""
        header = rpc.headers.decode(raw)
        tag = request.about
        if tag not in _TAGS:
            return []
        if header is None:
            return self._without(str(tag), "it knows no such block", now_ns)
        self._refusals.pop(tag, None)
        self._pulse.beat(now_ns, at_ns=header.at_ns)
        if header.height <= self._told.get(tag, -1):
            return []
        return self._moved(tag, header, now_ns)

    def refused(self, request: rpc.Request, error: rpc.RpcError, now_ns: int) -> list[Step]:
        """Not known: not asked for an hour. In trouble: asked again with the next minute."""
        if is_unserved(error) or any(text in error.message.lower() for text in _NOT_THERE):
            return self._without(str(request.about), quoted(error), now_ns)
        return []

    def standing(self) -> Standing:
        """How finality is known."""
        if len(self._refusals) == len(_TAGS):
            why = f"not told by this node: {next(iter(self._refusals.values()))}"
            return self._pulse.standing(self._holes, "refused", why)
        why = "; ".join(f"{tag}: {said}" for tag, said in self._refusals.items())
        return self._pulse.standing(self._holes, "live" if self._pulse.frames else "waiting", why)

    def _moved(
        self, tag: Literal["safe", "finalized"], header: RpcHeader, now_ns: int
    ) -> list[Step]:
        read = self._chain.hash_at(header.height)
        if read is not None and read != header.hash:
            return self._disputed(tag, header, read, now_ns)
        self._told[tag] = header.height
        fact = Finality(
            chain=self._name,
            block_number=header.height,
            block_hash=header.hash,
            at_ns=header.at_ns,
            seen_ns=now_ns,
            state=_TAGS[tag],
        )
        healed = self._holes.close("finality", "the chain that was read agrees", now_ns=now_ns)
        return [*healed, fact]

    def _disputed(self, tag: str, header: RpcHeader, read: str, now_ns: int) -> list[Step]:
        # A safe block may be newer than the reorganisation that is being read this moment.
        if tag == "safe":
            return []
        return [
            *self._holes.open(
                "finality",
                f"block {header.height} is final as {header.hash} and was read as {read}",
                healing="compared again every minute",
                now_ns=now_ns,
            )
        ]

    def _without(self, tag: str, said: str, now_ns: int) -> list[Step]:
        self._refusals[tag] = said
        self._due_ns[tag] = now_ns + HOUR_NS
        return []
