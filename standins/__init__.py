"""The outside world on this machine: Telegram, Bybit and Ethereum, played by programs of ours.

Each was written from its venue's own documents and imports nothing of the product, so that a
misunderstanding in one is not shared by the other. ``python -m standins`` starts them together.
"""
