"""Who was never seen before, and who paid them first."""

from dataclasses import dataclass

from engine.flows.movement import Movement

_BLOCKS = 256
"""So deep a block can be and still leave the chain; far deeper than any was."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """How an address was seen first: paid by ``payer``, or paying itself where that is ""."""

    payer: str
    at_ns: int
    block_hash: str
    tx_hash: str


class Newcomers:
    """Remembers which addresses took part in a transfer, and who paid each of them first.

    "Never seen" means never seen by this tracker, among the transfers it reads and remembers.
    Meeting the same transfer again, in whatever block, changes nothing: its recipient stays as
    fresh as it was.

    Parameters
    ----------
    most
        Addresses at most; those met first are forgotten first.
    """

    def __init__(self, *, most: int = 200_000) -> None:
        if most < 1:
            raise ValueError(f"{most} addresses: take 1 or more")
        self._most = most
        self._met: dict[str, Meeting] = {}
        self._blocks: dict[str, list[str]] = {}

    def __len__(self) -> int:
        return len(self._met)

    def meet(self, move: Movement) -> tuple[bool, bool]:
        """Whether the sender and whether the recipient were new until now."""
        return self._meet(move.sender, "", move), self._meet(move.recipient, move.sender, move)

    def first(self, address: str) -> Meeting | None:
        """How this address was seen first; None if it never was, or was forgotten."""
        return self._met.get(address)

    def forget(self, move: Movement) -> None:
        """Take back whom a transfer introduced: it is no more in the block it was met in."""
        for address in (move.sender, move.recipient):
            met = self._met.get(address)
            if met is not None and met.tx_hash == move.tx_hash:
                del self._met[address]

    def retract(self, block_hash: str) -> None:
        """A block left the chain: whom it introduced was never seen."""
        for address in self._blocks.pop(block_hash, ()):
            met = self._met.get(address)
            if met is not None and met.block_hash == block_hash:
                del self._met[address]

    def _meet(self, address: str, payer: str, move: Movement) -> bool:
        if address in self._met:
            return False
        self._met[address] = Meeting(payer, move.at_ns, move.block_hash, move.tx_hash)
        self._blocks.setdefault(move.block_hash, []).append(address)
        if len(self._met) > self._most:
            del self._met[next(iter(self._met))]
        while len(self._blocks) > _BLOCKS:
            del self._blocks[next(iter(self._blocks))]
        return True
