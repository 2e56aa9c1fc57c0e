"""What is read from a chart: one file a concept, and these two lists."""

from engine.structure.blocks import order_blocks
from engine.structure.breaks import Breaks
from engine.structure.concept import Make
from engine.structure.dealing_range import DealingRange
from engine.structure.displacement import Displacements
from engine.structure.gaps import FairValueGaps
from engine.structure.mitigation import MitigationBlocks
from engine.structure.periods import Periods
from engine.structure.pools import Pools
from engine.structure.rejection import RejectionBlocks
from engine.structure.sessions import Sessions
from engine.structure.strength import Strength
from engine.structure.sweeps import Sweeps
from engine.structure.swings import Swings

# Read once a track (main and internal), in this order: a later one finds in the bar what an earlier
# one put there (``bar.swings``, ``bar.breaks``).
OF_A_TRACK: tuple[Make, ...] = (
    Swings,
    Breaks,
    order_blocks,
    MitigationBlocks,
    RejectionBlocks,
    Strength,
    DealingRange,
    Sweeps,
    Pools,
)

# Read once a chart.
OF_A_CHART: tuple[Make, ...] = (FairValueGaps, Displacements, Periods, Sessions)
"""Whatever does not depend on how long a swing is."""
