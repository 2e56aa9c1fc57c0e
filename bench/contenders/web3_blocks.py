# mypy: ignore-errors
"""web3.py's own reader of blocks: its JSON decoder and its formatter of a block."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from rounds import frames_of, take_turns
from web3._utils.method_formatters import PYTHONIC_RESULT_FORMATTERS
from web3._utils.rpc_abi import RPC
from web3.providers.base import JSONBaseProvider

BLOCKS = frames_of(sys.argv[1])
DECODE = JSONBaseProvider().decode_rpc_response
FORMATTED = PYTHONIC_RESULT_FORMATTERS[RPC.eth_getBlockByHash]
TRANSACTIONS = sum(len(DECODE(block)["transactions"]) for block in BLOCKS)
LEAST = 100 * 10**18


def play():
    """All blocks, one after the other."""
    found = total = 0
    for line in BLOCKS:
        for transaction in FORMATTED(DECODE(line))["transactions"]:
            if transaction["value"] >= LEAST:
                found += 1
                total += transaction["value"]
    return {"transfers": found, "total_wei": str(total)}


take_turns(range(TRANSACTIONS), play)
