"""Runs an example of aiogram as it was published, at another address.

``python aiogram_example.py EXAMPLE.py ADDRESS [PORT]``, with ``BOT_TOKEN`` in the environment as
the example wants it. What is changed, from outside, is what aiogram takes for Telegram's address,
and for an example that serves a webhook the port it listens on.
"""

import runpy
import sys
from functools import partial

from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiohttp import web


def point_at(address: str) -> None:
    """Let every session speak to this address: sessions share one description of Telegram."""
    there = TelegramAPIServer.from_base(address)
    for name in ("base", "file"):
        object.__setattr__(PRODUCTION, name, getattr(there, name))


def listen_on(port: int) -> None:
    """Let a server that the example starts listen here, whatever port it wrote."""
    serve = web.run_app
    web.run_app = lambda app, **wishes: partial(serve, app)(**{**wishes, "port": port})


if __name__ == "__main__":
    example, where, *ports = sys.argv[1:]
    point_at(where)
    if ports:
        listen_on(int(ports[0]))
    sys.argv = [example]
    runpy.run_path(example, run_name="__main__")
