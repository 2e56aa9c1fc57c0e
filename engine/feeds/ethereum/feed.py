"""The conversation with an Ethereum node."""

from collections.abc import Mapping

import msgspec

from core.chain import WEI_PER_ETH, Retraction
from core.conversation import Condition, Fetch, Reconnect, Reply, Standing, Step, Unreadable
from core.errors import BrokenInputError
from core.gaps import Gap
from engine.feeds.ethereum import rpc
from engine.feeds.ethereum.blocks import (
    RpcBlock,
    RpcReceipt,
    block_fact,
    statuses_of,
    transfers_of,
)
from engine.feeds.ethereum.chain import HeaderChain, Link, Wanted

_SECOND_NS = 1_000_000_000
_PING_NS = 10 * _SECOND_NS
_SILENCE_NS = 30 * _SECOND_NS
# A node that answers for another one may be a second or two behind it; after eight tries, about
# half a minute, the block does not exist.
_TRIES = 8
_RECEIPT_TRIES = 2
_RPC_BUSY = 429

_blocks: msgspec.json.Decoder[RpcBlock | None] = msgspec.json.Decoder(RpcBlock | None)
_receipts: msgspec.json.Decoder[list[RpcReceipt] | None] = msgspec.json.Decoder(
    list[RpcReceipt] | None
)


class EthereumFeed:
    """Blocks and the transfers in them, from any node that has ``eth_subscribe``.

    Promises: blocks come in the order of the chain, each after its parent; gaps are filled; a block
    that leaves the chain is retracted before its replacement is told; each transfer carries its
    receipt's status, or ``unknown`` where the node gives no receipts. Does not see: transfers
    inside contract calls.

    Parameters
    ----------
    chain
        The chain's name in facts and rules.
    min_wei
        Smaller transfers are not told.
    cursor, max_backfill
        See ``HeaderChain``.
    """

    def __init__(
        self,
        *,
        chain: str = "ethereum",
        min_wei: int = WEI_PER_ETH,
        cursor: tuple[int, str] | None = None,
        max_backfill: int | None = None,
    ) -> None:
        self.name = chain
        self._min_wei = min_wei
        self._chain = HeaderChain(cursor=cursor, max_backfill=max_backfill)
        self._requests = rpc.Requests()
        self._wanted: Wanted | None = None
        self._block: RpcBlock | None = None
        self._heard_ns = 0
        self._pinged_ns = 0
        self._without_receipts = 0

    def connected(self, now_ns: int) -> list[Step]:
        """Subscribe to heads, and ask for the one that is there."""
        self._heard_ns = self._pinged_ns = now_ns
        self._requests = rpc.Requests()
        self._wanted = self._block = None
        return [
            self._requests.ask("subscription", "eth_subscribe", ["newHeads"], now_ns),
            self._requests.ask("head", "eth_getBlockByNumber", ["latest", False], now_ns),
        ]

    def lost(self, reason: str, now_ns: int) -> list[Step]:
        """Nothing is missed for good: the next connection fills the gap from the last block."""
        del reason, now_ns
        self._wanted = self._block = None
        return []

    def tick(self, now_ns: int) -> list[Step]:
        """Repeat what got no answer; give up a connection that says nothing at all."""
        silent_ns = now_ns - self._heard_ns
        if silent_ns > _SILENCE_NS:
            return [Reconnect(reason=f"no frame for {silent_ns // _SECOND_NS} s")]
        steps: list[Step] = [*self._requests.due(now_ns)]
        if now_ns - self._pinged_ns >= _PING_NS:
            self._pinged_ns = now_ns
            # The head itself serves as the ping: should a notification get lost, it comes this way.
            steps.append(
                self._requests.ask("head", "eth_getBlockByNumber", ["latest", False], now_ns)
            )
        return steps

    def fetched(self, fetch: Fetch, reply: Reply | None, now_ns: int) -> list[Step]:
        """Nothing: all questions of this feed go over the socket."""
        del fetch, reply, now_ns
        return []

    def standings(self, now_ns: int) -> Mapping[str, Standing]:
        """How the head does."""
        del now_ns
        condition: Condition = "waiting" if self._chain.tip is None else "live"
        return {"newHeads": Standing(condition=condition, at_ns=self._chain.newest_ns)}

    def received(self, frame: bytes, now_ns: int) -> list[Step]:
        """Read one frame. What cannot be read is handed back with the reason."""
        self._heard_ns = now_ns
        try:
            answer = rpc.answers.decode(frame)
            if answer.params is not None:
                return self._head(answer.params.result, now_ns)
        except msgspec.MsgspecError as error:
            return [Unreadable(reason=str(error), frame=frame)]
        if answer.id is None:
            self._requests.postpone_all(delay_s=1.0, now_ns=now_ns)
            return []
        request = self._requests.answered(answer.id)
        return [] if request is None else self._answered(request, answer, now_ns)

    def _answered(self, request: rpc.Request, answer: rpc.Answer, now_ns: int) -> list[Step]:
        if answer.error is not None:
            return self._refused(request, answer.error, now_ns)
        read = {"head": self._head_came, "block": self._block_came, "receipts": self._receipts_came}
        if request.purpose not in read:
            return []
        try:
            return read[request.purpose](request, answer.result, now_ns)
        except msgspec.MsgspecError as error:
            # An answer that cannot be read is worth as much as none: the question is asked again.
            unreadable = Unreadable(reason=f"{request.method}: {error}", frame=bytes(answer.result))
            return [unreadable, *self._missing(request, now_ns)]

    def _refused(self, request: rpc.Request, error: rpc.RpcError, now_ns: int) -> list[Step]:
        if error.code == _RPC_BUSY:
            self._requests.later(request, delay_s=_backoff_s(request.tries), now_ns=now_ns)
            return []
        if request.purpose == "subscription":
            return [Reconnect(reason=f"newHeads refused: {error.code} {error.message}")]
        if request.purpose == "receipts":
            return self._complete([], now_ns)
        return self._missing(request, now_ns)

    def _head_came(self, request: rpc.Request, raw: msgspec.Raw, now_ns: int) -> list[Step]:
        del request
        return self._head(raw, now_ns)

    def _head(self, raw: msgspec.Raw, now_ns: int) -> list[Step]:
        header = rpc.headers.decode(raw)
        if header is None:
            return []
        self._chain.head(header)
        return self._next(now_ns)

    def _next(self, now_ns: int) -> list[Step]:
        if self._wanted is not None:
            return []
        steps: list[Step] = []
        lost = self._chain.jump()
        if lost is not None:
            steps.append(self._gap(lost, now_ns))
        self._wanted = wanted = self._chain.wanted()
        if wanted is None:
            return steps
        method = "eth_getBlockByNumber" if wanted.hash is None else "eth_getBlockByHash"
        key = hex(wanted.number) if wanted.hash is None else wanted.hash
        return [*steps, self._requests.ask("block", method, [key, True], now_ns)]

    def _block_came(self, request: rpc.Request, raw: msgspec.Raw, now_ns: int) -> list[Step]:
        block = _blocks.decode(raw)
        if block is None:
            return self._missing(request, now_ns)
        self._block = block
        return [self._requests.ask("receipts", "eth_getBlockReceipts", [block.hash], now_ns)]

    def _missing(self, request: rpc.Request, now_ns: int) -> list[Step]:
        if request.purpose == "head":
            return []
        if request.tries < _TRIES:
            self._requests.later(request, delay_s=_backoff_s(request.tries), now_ns=now_ns)
            return []
        if self._wanted is None:
            return []
        self._block = None
        lost = self._chain.give_up(self._wanted)
        self._wanted = None
        return [self._gap(lost, now_ns), *self._next(now_ns)]

    def _receipts_came(self, request: rpc.Request, raw: msgspec.Raw, now_ns: int) -> list[Step]:
        receipts = _receipts.decode(raw)
        # A node that had no receipts for several blocks has none: it is asked once a block only.
        patience = 1 if self._without_receipts > _RECEIPT_TRIES else _RECEIPT_TRIES
        if receipts is None and request.tries < patience:
            self._requests.later(request, delay_s=_backoff_s(request.tries), now_ns=now_ns)
            return []
        return self._complete(receipts or [], now_ns)

    def _complete(self, receipts: list[RpcReceipt], now_ns: int) -> list[Step]:
        block, wanted = self._block, self._wanted
        if block is None or wanted is None:
            return []
        self._block = self._wanted = None
        self._without_receipts = 0 if receipts else self._without_receipts + 1
        placed = self._chain.offer(block)
        steps: list[Step] = [self._retraction(link, now_ns) for link in placed.orphaned]
        if placed.lost is not None:
            steps.append(self._gap(placed.lost, now_ns))
        if placed.kept:
            late_ns = self._chain.newest_ns - block.at_ns if wanted.backfill else 0
            steps += self._facts(block, receipts, late_ns=late_ns, now_ns=now_ns)
        return [*steps, *self._next(now_ns)]

    def _facts(
        self, block: RpcBlock, receipts: list[RpcReceipt], *, late_ns: int, now_ns: int
    ) -> list[Step]:
        whole = block_fact(block, chain=self.name, seen_ns=now_ns, late_ns=late_ns)
        try:
            transfers = list(
                transfers_of(
                    block,
                    chain=self.name,
                    min_wei=self._min_wei,
                    statuses=statuses_of(receipts),
                    seen_ns=now_ns,
                    late_ns=late_ns,
                )
            )
        except BrokenInputError as error:
            return [Unreadable(reason=str(error), frame=block.hash.encode()), whole]
        return [*transfers, whole]

    def _retraction(self, link: Link, now_ns: int) -> Retraction:
        return Retraction(
            chain=self.name,
            block_number=link.number,
            block_hash=link.hash,
            at_ns=now_ns,
            seen_ns=now_ns,
        )

    def _gap(self, reason: str, now_ns: int) -> Gap:
        return Gap(
            source=self.name,
            subject=self.name,
            topic="newHeads",
            reason=reason,
            healing="none",
            since_ns=now_ns,
            until_ns=now_ns,
            seen_ns=now_ns,
        )


def _backoff_s(tries: int) -> float:
    return min(0.25 * 2.0 ** (tries - 1), 8.0)
