"""The road of a block: announced, fetched, placed, completed, told, and settled."""
