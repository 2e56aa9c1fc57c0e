"""The waits of this process."""

import random

from engine.pipeline.backoff import Backoff


def backoff() -> Backoff:
    """Waits drawn by chance: jitter, not cryptography."""
    return Backoff(random.random)
