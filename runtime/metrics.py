"""Figures for Prometheus.

One registry a process. Counters that live in an object of ours are read when Prometheus asks, so
that the hot path only adds to an integer.
"""

from collections.abc import Callable, Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from typing_extensions import override

Reading = Callable[[], Mapping[tuple[str, ...], float]]

# From a frame's arrival to Telegram's answer: the goal is one second.
_DELAY_BUCKETS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 2.0, 5.0, 15.0, 60.0, 300.0)


class Metrics:
    """The registry and the figures that more than one role has.

    Every name begins with ``whale_`` and carries its unit.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.deliveries = Counter(
            "whale_deliveries",
            "Attempts to deliver a notice, by outcome and reason.",
            ["outcome", "reason"],
            registry=self.registry,
        )
        self.delay = Histogram(
            "whale_event_to_message_seconds",
            "From the arrival of the frame to Telegram's answer.",
            buckets=_DELAY_BUCKETS,
            registry=self.registry,
        )

    def counter(self, name: str, text: str, labels: Iterable[str], read: Reading) -> None:
        """A counter that is read from an object when asked for."""
        family = CounterMetricFamily(name, text, labels=list(labels))
        self.registry.register(_Read(family, read))

    def gauge(self, name: str, text: str, labels: Iterable[str], read: Reading) -> None:
        """A gauge that is read from an object when asked for."""
        family = GaugeMetricFamily(name, text, labels=list(labels))
        self.registry.register(_Read(family, read))

    def exposition(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self.registry)


class _Read(Collector):
    def __init__(self, family: CounterMetricFamily | GaugeMetricFamily, read: Reading) -> None:
        self._family = family
        self._read = read

    @override
    def collect(self) -> Iterable[Metric]:
        self._family.samples.clear()
        for labels, value in self._read().items():
            self._family.add_metric(list(labels), value)
        yield self._family
