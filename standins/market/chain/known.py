"""Addresses of the real chain that everyone knows: exchanges, tokens, bridges. All public."""

EXCHANGES = {
    "Binance 14": "0x28c6c06298d514db089934071355e5743bf21d60",
    "Coinbase 10": "0xa9d1e08c7793af67e9d92fe308d5697fb81d3e43",
    "Kraken": "0x2910543af39aba0cd09dbb2d50200b3e800a63d2",
    "Bybit": "0xf89d7b9c864f589bbf53a82105107622b35eaa40",
}
"""Hot wallets: what customers pay into and are paid from."""

COLD_WALLETS = {
    EXCHANGES["Binance 14"]: "0xbe0eb53f46cd790cd13851d5eff43d12404d33e8",
    EXCHANGES["Coinbase 10"]: "0x71660c4005ba85c37ccec55d0c4493e66fe775d3",
    EXCHANGES["Kraken"]: "0xda9dfa130df4de4673b89022ee50ff26f6ea73cf",
}
"""Where an exchange keeps what it does not need today, by its hot wallet."""

TETHER = "0xdac17f958d2ee523a2206206994597c13d831ec7"
USDC = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"
STABLECOINS = (TETHER, USDC)
"""Both count in millionths of a dollar."""

WRAPPED_ETHER = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"
STAKED_ETHER = "0xae7ab96520de3a18e5e111b5eaab095312d7fe84"
"""Both count in wei."""

BRIDGES = {
    "Arbitrum": "0x8315177ab297ba92a06054ce80a67ed4dbd7ed3a",
    "Optimism": "0x99c9fc46f92e8a1c0dec1b1747d010903e884be1",
}

NOBODY = "0x0000000000000000000000000000000000000000"
"""Where tokens come from when they are issued and go when they are destroyed."""
