"""What delivery counts, as figures for Prometheus."""

from typing_extensions import override

from bot.delivery.meter import Meter
from runtime.metrics import Metrics


class Figures(Meter):
    """Every count of delivery, under its name."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    @override
    def delivered(self, kind: str, *, delay_s: float, attempt: int) -> None:
        self._metrics.deliveries.labels(outcome="sent", reason=kind).inc()
        self._metrics.delay.observe(delay_s)

    @override
    def failed(self, remedy: str) -> None:
        self._metrics.deliveries.labels(outcome="failed", reason=remedy).inc()

    @override
    def picture_missing(self, why: str) -> None:
        self._metrics.deliveries.labels(outcome="without_picture", reason=why).inc()

    @override
    def page(self, reason: str) -> None:
        self._metrics.deliveries.labels(outcome="stopped", reason=reason).inc()
