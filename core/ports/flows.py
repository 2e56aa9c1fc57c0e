"""What came to exchanges and what left them."""

from typing import Protocol

from core.flows import ExchangeFlows


class FlowPast(Protocol):
    """Flows over the border of exchanges."""

    async def exchange_flows(
        self,
        *,
        chain: str,
        since_ns: int,
        until_ns: int,
        bucket_ns: int,
        exchange: str | None = None,
        largest: int = 20,
    ) -> ExchangeFlows:
        """The flows of a window, in buckets that begin at multiples of their length since 1970.

        Of one exchange by the name of its entity, or of all. Retracted transfers are left out, and
        so are pending ones. ``largest`` single transfers of each coin come with them; those between
        two exchanges only where one exchange is asked for.
        """
