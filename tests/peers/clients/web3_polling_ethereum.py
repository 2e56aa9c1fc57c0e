# mypy: ignore-errors
"""web3.py over HTTP, unchanged except for the address: prints the blocks a polled filter told it.

Usage: ``web3_polling_ethereum.py http://127.0.0.1:PORT/``. Says ``ready`` when its filter stands,
and ends when nothing has come for a second and a half.
"""

import json
import sys
import time

from web3 import HTTPProvider, Web3

QUIET_S, PAUSE_S = 1.5, 0.05


def main() -> None:
    w3 = Web3(HTTPProvider(sys.argv[1]))
    news = w3.eth.filter("latest")
    say("ready")
    blocks, heard_s = [], time.monotonic()
    while time.monotonic() - heard_s < QUIET_S:
        for name in news.get_new_entries():
            block = w3.eth.get_block(name)
            blocks.append([block["number"], block["hash"].to_0x_hex()])
            heard_s = time.monotonic()
        time.sleep(PAUSE_S)
    say(json.dumps({"chain_id": w3.eth.chain_id, "heads": blocks}))


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
