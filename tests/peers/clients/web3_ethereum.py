# mypy: ignore-errors
"""web3.py, unchanged except for the address: prints what it made of a chain.

Usage: ``web3_ethereum.py ws://127.0.0.1:PORT/``. Says ``ready`` when it has subscribed, keeps
heads, their whole blocks and logs, and ends when nothing has come for a second and a half.
"""

import asyncio
import json
import sys

from web3 import AsyncWeb3, WebSocketProvider

QUIET_S, PATIENCE_S = 1.5, 2
TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"


async def main() -> None:
    told = {"heads": [], "blocks": {}, "values": {}, "receipts": {}, "logs": [], "error": None}
    provider = WebSocketProvider(sys.argv[1], request_timeout=PATIENCE_S)
    try:
        async with AsyncWeb3(provider) as w3:
            heads = await w3.eth.subscribe("newHeads")
            await w3.eth.subscribe("logs", {"topics": [TRANSFER]})
            told["chain_id"] = await w3.eth.chain_id
            say("ready")
            messages = w3.socket.process_subscriptions()
            while True:
                message = await asyncio.wait_for(anext(messages), QUIET_S)
                if message["subscription"] == heads:
                    await look(w3, told, message["result"])
                else:
                    log = message["result"]
                    row = [log["blockHash"].to_0x_hex(), log["logIndex"], log["removed"]]
                    told["logs"].append(row)
    except TimeoutError:
        pass
    except StopAsyncIteration:
        told["error"] = "the stream of notifications ended"
    except Exception as error:  # noqa: BLE001 - whatever ends it is what the test asks for
        told["error"] = f"{type(error).__name__}: {error}"
    say(json.dumps(told))


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def look(w3: AsyncWeb3, told: dict, head: dict) -> None:
    """Ask for a head's block and receipts, as a tracker would."""
    name = head["hash"].to_0x_hex()
    told["heads"].append([head["number"], name])
    block = await w3.eth.get_block(name, full_transactions=True)
    told["blocks"][name] = [tx["hash"].to_0x_hex() for tx in block["transactions"]]
    told["values"][name] = [str(tx["value"]) for tx in block["transactions"]]
    receipts = await w3.eth.get_block_receipts(name)
    told["receipts"][name] = [receipt["status"] for receipt in receipts]


if __name__ == "__main__":
    asyncio.run(main())
