"""The exchange side: price, book, takers, leverage, and the truth about them."""
