"""Hashes that look like any other and can be read backwards.

A block or transaction of the made-up chain is a pure function of where it stands, so its hash
carries that place, enciphered: whoever asks for a hash later, after a restart too, gets the same
block without any index having been kept.
"""

from hashlib import blake2b
from typing import NamedTuple

PLACE_BYTES = 12
DIGEST_BYTES = 20
BLOCK, TRANSACTION, WAITING = 0, 1, 2
"""Kinds of places: a block, a transaction in one, a transaction that was never mined."""


class Place(NamedTuple):
    """Where something stands: block number, branch of the chain, position in the block.

    ``kind`` is one of `BLOCK`, `TRANSACTION` and `WAITING`.
    """

    kind: int
    number: int
    branch: int
    position: int


class Hashes:
    """Hashes of one chain.

    Parameters
    ----------
    seed
        Which chain; a hash of another chain reads as unknown.

    Examples
    --------
    >>> hashes = Hashes(7)
    >>> hashes.place(hashes.of(Place(1, 23_900_000, 0, 12)))
    Place(kind=1, number=23900000, branch=0, position=12)
    >>> hashes.place("0x" + "00" * 32) is None
    True
    """

    def __init__(self, seed: int) -> None:
        self._key = f"chain:{seed}".encode()

    def of(self, place: Place) -> str:
        """The hash of a place: 32 bytes as lower-case hex with ``0x``."""
        plain = self._plain(place)
        digest = blake2b(plain, key=self._key, digest_size=DIGEST_BYTES).digest()
        return "0x" + (digest + _xor(plain, self._mask(digest))).hex()

    def place(self, text: str) -> Place | None:
        """Where the thing with a hash stands; None for any other text."""
        try:
            whole = bytes.fromhex(text.removeprefix("0x"))
        except ValueError:
            return None
        if len(whole) != DIGEST_BYTES + PLACE_BYTES:
            return None
        plain = _xor(whole[DIGEST_BYTES:], self._mask(whole[:DIGEST_BYTES]))
        place = Place(
            plain[0],
            int.from_bytes(plain[1:7], "big"),
            int.from_bytes(plain[7:9], "big"),
            int.from_bytes(plain[9:12], "big"),
        )
        return place if self.of(place) == text.lower() else None

    def scenery(self, *parts: object, size: int = 32) -> str:
        """Bytes that mean nothing (roots, signatures) but are always the same."""
        text = ":".join(map(str, parts)).encode()
        return "0x" + blake2b(text, key=self._key, digest_size=size).hexdigest()

    def _plain(self, place: Place) -> bytes:
        return (
            place.kind.to_bytes(1, "big")
            + place.number.to_bytes(6, "big")
            + place.branch.to_bytes(2, "big")
            + place.position.to_bytes(3, "big")
        )

    def _mask(self, digest: bytes) -> bytes:
        return blake2b(digest, key=self._key, digest_size=PLACE_BYTES).digest()


def _xor(left: bytes, right: bytes) -> bytes:
    return (int.from_bytes(left, "big") ^ int.from_bytes(right, "big")).to_bytes(len(left), "big")
