"""A stand-in for an Ethereum node: JSON-RPC over WebSocket and HTTP on one port.

Fed by the made-up chain of `standins.market.chain` or by recorded blocks; written from the
nodes' and Alchemy's documents, importing nothing of the product it serves.
"""
