"""What every role gets from its process."""

from collections.abc import Callable
from dataclasses import dataclass, field

from core.ports import Clock
from runtime.health import Health
from runtime.metrics import Metrics
from runtime.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One process: its settings, its clock, its figures and its health.

    ``mark`` is told every step of an event's road; it does nothing but in tests. ``owner`` names
    the process in leases and claims.
    """

    settings: Settings
    clock: Clock
    owner: str
    version: str
    mark: Callable[[str], None]
    metrics: Metrics = field(default_factory=Metrics)
    health: Health = field(default_factory=Health)
