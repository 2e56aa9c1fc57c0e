"""The one market that ccxt must know to read the frames; it would load all over the network."""

MARKET = {
    "id": "ETHUSDT",
    "symbol": "ETH/USDT:USDT",
    "base": "ETH",
    "quote": "USDT",
    "settle": "USDT",
    "type": "swap",
    "spot": False,
    "swap": True,
    "contract": True,
    "linear": True,
}
