"""A stand-in for Bybit's v5 public WebSocket and market REST, written from Bybit's documents.

It is fed by the made-up market of `standins.market` or by recorded frames. It imports nothing of
the product it serves: a stand-in made from our own parser would share its misunderstandings.
"""
