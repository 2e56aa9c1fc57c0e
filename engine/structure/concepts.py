"""What is read from a chart: one file a concept, and these two lists."""

from engine.structure.concept import Make
from engine.structure.gaps import FairValueGaps

# Read once a track (main and internal), in this order: a later one finds in the bar what an earlier
# one put there (``bar.swings``, ``bar.breaks``).
OF_A_TRACK: tuple[Make, ...] = ()

# Read once a chart.
OF_A_CHART: tuple[Make, ...] = (FairValueGaps,)
"""Whatever does not depend on how long a swing is."""
