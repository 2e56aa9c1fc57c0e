"""Payments among wallets over a window, and the wallets that pay in a circle."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from engine.flows.movement import Movement
from engine.flows.recent import Place, Recent, place_of

_Wallet = tuple[str, str]
"""An asset and an address: each asset has circles of its own."""


@dataclass(slots=True)
class _Ends:
    """What a wallet paid and what it was paid."""

    paid: dict[Place, Movement]
    got: dict[Place, Movement]


class Rounds:
    """The graph of payments within a window of block time.

    A circle is a strongly connected set of wallets: from each of them payments lead to every other
    and back, in whatever order they came. A movement counts once, in the block that holds it now.

    A wallet with more than ``busy`` payments one way is taken for a service that no list names, and
    no circle leads through it; a circle of more than ``widest`` wallets is not looked for. So a
    step costs at most 16 * ``widest`` * ``busy`` comparisons, and next to nothing where the payee
    has paid nobody. Memory: ``most`` movements; where more come the oldest blocks go early.

    Parameters
    ----------
    window_ns
        How long a movement counts, in block time; one that is exactly so old still does.
    """

    def __init__(
        self, *, window_ns: int, widest: int = 12, busy: int = 32, most: int = 50_000
    ) -> None:
        self._window_ns, self._widest, self._busy = window_ns, widest, busy
        self._newest_ns = 0
        self._recent: Recent[Movement] = Recent(window_ns=window_ns, most=most)
        self._ends: dict[_Wallet, _Ends] = {}

    def __len__(self) -> int:
        return len(self._recent)

    def take(self, move: Movement) -> bool:
        """Take a movement in; False where it is known already, or older than the window."""
        if self._recent.has(move) or move.at_ns < self._newest_ns - self._window_ns:
            return False
        self._newest_ns = max(self._newest_ns, move.at_ns)
        moved = self._recent.moved(move)
        for gone in [*self._recent.outgrown(move), *([moved] if moved else [])]:
            self._leave(gone)
        self._recent.put(move, move)
        self._at((move.asset, move.sender)).paid[place_of(move)] = move
        self._at((move.asset, move.recipient)).got[place_of(move)] = move
        return True

    def circle(self, move: Movement) -> tuple[Movement, ...]:
        """All movements among the wallets of the circle that this one is part of, as they came.

        Empty where there is no circle, or one too wide or too busy to be looked at.
        """
        payer, payee = (move.asset, move.sender), (move.asset, move.recipient)
        if not self._is_quiet(payer) or not self._is_quiet(payee):
            return ()
        after = self._reached(payee, self._payees)
        if after is None or payer not in after:
            return ()
        before = self._reached(payer, self._payers)
        if before is None:
            return ()
        wallets = after & before
        if len(wallets) > self._widest:
            return ()
        inside = [
            each
            for wallet in sorted(wallets)
            for each in self._young(self._ends[wallet].paid.values())
            if (each.asset, each.recipient) in wallets
        ]
        return tuple(sorted(inside, key=lambda each: (each.at_ns, *place_of(each))))

    def retract(self, block_hash: str) -> list[Movement]:
        """A block left the chain: the movements that are gone with it."""
        gone = self._recent.retracted(block_hash)
        for move in gone:
            self._leave(move)
        return gone

    def _reached(
        self, start: _Wallet, steps: Callable[[_Wallet], set[_Wallet]]
    ) -> set[_Wallet] | None:
        """Where payments lead from a wallet, itself included; None where that is too far."""
        reached, edge = {start}, [start]
        while edge:
            found = {each for each in steps(edge.pop()) - reached if self._is_quiet(each)}
            reached |= found
            if len(reached) > 8 * self._widest:
                return None
            # In order of name, so that the same payments are always walked the same way.
            edge += sorted(found)
        return reached

    def _payees(self, wallet: _Wallet) -> set[_Wallet]:
        ends = self._ends.get(wallet)
        moves = self._young(ends.paid.values()) if ends else []
        return {(wallet[0], move.recipient) for move in moves}

    def _payers(self, wallet: _Wallet) -> set[_Wallet]:
        ends = self._ends.get(wallet)
        moves = self._young(ends.got.values()) if ends else []
        return {(wallet[0], move.sender) for move in moves}

    def _is_quiet(self, wallet: _Wallet) -> bool:
        ends = self._ends.get(wallet)
        return ends is None or max(len(ends.paid), len(ends.got)) <= self._busy

    def _young(self, moves: Iterable[Movement]) -> list[Movement]:
        oldest = self._newest_ns - self._window_ns
        return [move for move in moves if move.at_ns >= oldest]

    def _at(self, wallet: _Wallet) -> _Ends:
        return self._ends.setdefault(wallet, _Ends({}, {}))

    def _leave(self, move: Movement) -> None:
        payer, payee = (move.asset, move.sender), (move.asset, move.recipient)
        self._ends[payer].paid.pop(place_of(move), None)
        self._ends[payee].got.pop(place_of(move), None)
        for wallet in {payer, payee}:
            if not self._ends[wallet].paid and not self._ends[wallet].got:
                del self._ends[wallet]
