"""How one who draws is timed: a picture's name comes in, its CPU milliseconds go out."""

import gc
import json
import resource
import sys
import time
from collections.abc import Callable, Mapping


def take_turns(pictures: Mapping[str, Callable[[], bytes]]) -> None:
    """Draw what each line of standard input names, once; a picture's first time is not counted."""
    for draw in pictures.values():
        draw()
    print("ready", flush=True)
    for line in sys.stdin:
        draw = pictures[line.strip()]
        gc.collect()
        before = time.process_time()
        image = draw()
        used_ms = (time.process_time() - before) * 1_000
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
        print(json.dumps({"ms": used_ms, "kib": len(image) / 1_024, "mb": peak_mb}), flush=True)
