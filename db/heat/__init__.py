"""How the columns of a heatmap are kept, and read back in as many as are wanted."""

from db.heat.packed import Packed, pack
from db.heat.thinning import length_s, thinned

__all__ = ["Packed", "length_s", "pack", "thinned"]
