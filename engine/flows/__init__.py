"""Whose money moved: what labels, deposits and forwarded transfers say about a move of a coin."""
