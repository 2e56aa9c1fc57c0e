"""Where a person can look at what is on a chain."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explorer:
    """A block explorer: its name, and pages of transactions, blocks and addresses.

    >>> explorer_of("base").transaction("0xab")
    'https://basescan.org/tx/0xab'
    """

    name: str
    site: str

    def transaction(self, tx_hash: str) -> str:
        """The page of a transaction."""
        return f"{self.site}/tx/{tx_hash}"

    def block(self, number: float) -> str:
        """The page of a block."""
        return f"{self.site}/block/{number:.0f}"

    def address(self, address: str) -> str:
        """The page of an address."""
        return f"{self.site}/address/{address}"


EXPLORERS = {
    "ethereum": Explorer("Etherscan", "https://etherscan.io"),
    "base": Explorer("BaseScan", "https://basescan.org"),
    "arbitrum": Explorer("Arbiscan", "https://arbiscan.io"),
    "optimism": Explorer("OP Etherscan", "https://optimistic.etherscan.io"),
    "polygon": Explorer("PolygonScan", "https://polygonscan.com"),
}
"""One for each chain, by its name."""


def explorer_of(chain: str) -> Explorer:
    """The explorer of a chain; of one that has none here, Ethereum's."""
    return EXPLORERS.get(chain, EXPLORERS["ethereum"])
