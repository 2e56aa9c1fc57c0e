"""Runs an example of python-telegram-bot as it was published, at another address.

``python ptb_example.py EXAMPLE.py ADDRESS TOKEN``. The one thing that is changed, from outside, is
what a ``Bot`` takes for Telegram's address and for its token; the example's text is not touched.
"""

import runpy
import sys
from typing import Any

import telegram


def point_at(address: str, token: str) -> None:
    """Let every ``Bot`` speak to this address, whatever token its program wrote."""
    made = telegram.Bot.__init__

    def redirected(self: telegram.Bot, *_token: str, **wishes: Any) -> None:  # noqa: ANN401
        wishes |= {
            "token": token,
            "base_url": f"{address}/bot",
            "base_file_url": f"{address}/file/bot",
        }
        made(self, **wishes)

    telegram.Bot.__init__ = redirected


if __name__ == "__main__":
    example, where, secret = sys.argv[1:]
    point_at(where, secret)
    sys.argv = [example]
    runpy.run_path(example, run_name="__main__")
