"""What rests in an order book, what becomes of it, and how heavy each side is."""
