"""From what was read to scenes: one file per picture, between the domain and ``bot.charts``."""
