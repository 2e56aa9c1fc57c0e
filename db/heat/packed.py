"""A column of a heatmap as it is kept: 150 to 720 bytes of sizes, the rest as numbers.

Sizes are kept as float32 with 11 bits behind the first one (to 0.025 % of themselves): the 12 bits
that follow are noise to a picture and cannot be compressed. The first bytes of all come first, then
all second ones and so on, so that bytes that are alike stand together.
"""

import zlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.heat import HeatColumn

Sizes = npt.NDArray[np.float32]

_FLOAT = np.dtype("<f4")
_BITS = np.dtype("<u4")
_NOISE = 12
# Harder gains a hundredth.
_LEVEL = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A row of ``heat_columns``."""

    subject: str
    at_ns: int
    step: float
    low_bin: int
    sizes: bytes
    mid: float
    share: float
    low_usd: float
    high_usd: float

    def unpacked(self) -> Sizes:
        """The size of every bucket, in quote currency."""
        planes = np.frombuffer(zlib.decompress(self.sizes), np.uint8)
        return planes.reshape(_FLOAT.itemsize, -1).T.copy().view(_FLOAT)[:, 0]


def pack(column: HeatColumn) -> Packed:
    """A column as it is kept; the same column gives the same bytes."""
    bits = np.array(column.usd, _FLOAT).view(_BITS)
    rounded = (bits + (1 << (_NOISE - 1))) >> _NOISE << _NOISE
    planes = rounded.astype(_BITS).view(np.uint8).reshape(-1, _BITS.itemsize).T
    return Packed(
        subject=column.subject,
        at_ns=column.at_ns,
        step=column.step,
        low_bin=column.low_bin,
        sizes=zlib.compress(planes.tobytes(), _LEVEL),
        mid=column.mid,
        share=column.share,
        low_usd=column.low_usd,
        high_usd=column.high_usd,
    )
