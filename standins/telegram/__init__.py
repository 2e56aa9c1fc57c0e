"""A stand-in for Telegram: the Bot API over HTTP, and a chat page in the browser.

A bot is pointed at it by its API base address and nothing else. It was written from Telegram's
documents and the published words of its server, and knows nothing of the bot it serves.
"""
