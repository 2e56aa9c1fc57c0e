"""Who sends ether in the made-up world: a few known exchange wallets, many nobodies."""

from standins.market.chance import Luck
from standins.market.hashes import Hashes

EXCHANGES = {
    "Binance 14": "0x28c6c06298d514db089934071355e5743bf21d60",
    "Coinbase 10": "0xa9d1e08c7793af67e9d92fe308d5697fb81d3e43",
    "Kraken": "0x2910543af39aba0cd09dbb2d50200b3e800a63d2",
    "Bybit": "0xf89d7b9c864f589bbf53a82105107622b35eaa40",
}
"""Hot wallets everyone knows: public addresses of the real chain."""

TETHER = "0xdac17f958d2ee523a2206206994597c13d831ec7"
USDC = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"
STABLECOINS = (TETHER, USDC)
"""Both count in millionths of a dollar."""

NOBODIES = 600
WHALES = 24


class People:
    """Addresses of one made-up world.

    Parameters
    ----------
    hashes
        Gives every nobody an address of their own.
    """

    def __init__(self, hashes: Hashes) -> None:
        self._exchanges = list(EXCHANGES.values())
        self._nobodies = [hashes.scenery("person", n, size=20) for n in range(NOBODIES)]
        self._whales = [hashes.scenery("whale", n, size=20) for n in range(WHALES)]
        self._contracts = [hashes.scenery("contract", n, size=20) for n in range(60)]
        self._hashes = hashes

    def pair(self, luck: Luck) -> tuple[str, str]:
        """Sender and receiver of an ordinary transfer; every fourth touches an exchange."""
        sender, receiver = luck.sample(self._nobodies, 2)
        if luck.odds(0.13):
            return luck.choice(self._exchanges), receiver
        if luck.odds(0.14):
            return sender, luck.choice(self._exchanges)
        return sender, receiver

    def whale_pair(self, luck: Luck) -> tuple[str, str]:
        """Sender and receiver of a large transfer: in, out, between exchanges, or neither."""
        whale, other = luck.sample(self._whales, 2)
        exchange, second = luck.sample(self._exchanges, 2)
        roads = ((exchange, whale), (whale, exchange), (exchange, second), (whale, other))
        return luck.choices(roads, weights=(32, 32, 8, 28))[0]

    def deposit_address(self, number: int) -> str:
        """An exchange's address for one customer: forwards what it gets."""
        return self._hashes.scenery("deposit", number, size=20)

    def exchange(self, luck: Luck) -> str:
        """One of the known wallets."""
        return luck.choice(self._exchanges)

    def contract(self, luck: Luck) -> str:
        """Some contract."""
        return luck.choice(self._contracts)
