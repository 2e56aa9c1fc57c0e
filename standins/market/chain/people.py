"""Who sends ether in the made-up world: a few known exchange wallets, some whales, many nobodies.

These are old houses: what they held before is not told, so they can always pay. Whoever appears in
a planted story for the first time is a stranger with an address of their own (see ``scene.py``) and
spends only what they were given.
"""

from standins.market.chain.hashes import Hashes
from standins.market.chain.known import EXCHANGES
from standins.market.chance import Luck

NOBODIES = 600
WHALES = 24
CONTRACTS = 60


class People:
    """Addresses of one made-up world.

    Parameters
    ----------
    hashes
        Gives everyone an address of their own.
    """

    def __init__(self, hashes: Hashes) -> None:
        self.exchanges = tuple(EXCHANGES.values())
        self.nobodies = tuple(hashes.scenery("person", n, size=20) for n in range(NOBODIES))
        self.whales = tuple(hashes.scenery("whale", n, size=20) for n in range(WHALES))
        self.contracts = tuple(hashes.scenery("contract", n, size=20) for n in range(CONTRACTS))

    def pair(self, luck: Luck) -> tuple[str, str]:
        """Sender and receiver of an ordinary transfer; every fourth touches an exchange."""
        sender, receiver = luck.choice(self.nobodies), luck.choice(self.nobodies)
        if luck.odds(0.13):
            return luck.choice(self.exchanges), receiver
        if luck.odds(0.14):
            return sender, luck.choice(self.exchanges)
        return sender, receiver

    def whale_pair(self, luck: Luck) -> tuple[str, str]:
        """Sender and receiver of a large transfer: in, out, between exchanges, or neither."""
        whale, other = luck.sample(self.whales, 2)
        exchange, second = luck.sample(self.exchanges, 2)
        roads = ((exchange, whale), (whale, exchange), (exchange, second), (whale, other))
        return luck.choices(roads, weights=(32, 32, 8, 28))[0]
