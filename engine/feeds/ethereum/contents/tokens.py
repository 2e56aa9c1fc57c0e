"""Transfers of tokens, from the logs of a block's receipts.

Source: EIP-20, which names the event ``Transfer(address indexed, address indexed, uint256)``, and
EIP-721, which names one that looks the same: the same first topic, but the token's number as a
fourth. Two real blocks (17173049, 17173050) had 282 of the one and 9 of the other.

Wrapping ether writes ``Deposit`` or ``Withdrawal`` instead and is no transfer of the token.
"""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from core.chain import Transfer
from core.errors import BrokenInputError
from engine.feeds.ethereum.contents.origin import Origin
from engine.feeds.ethereum.contents.quantities import count
from engine.feeds.ethereum.contents.receipts import RpcLog, RpcReceipt
from engine.feeds.ethereum.networks.tokens import Token

TRANSFER_TOPIC = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
"""keccak256 of ``Transfer(address,address,uint256)``."""

_FUNGIBLE_TOPICS = 3
_ADDRESS_DIGITS = 40
_AMOUNT = slice(3, 67)
"""The first word of the data, behind the opening quote and ``0x``."""

_texts: msgspec.json.Decoder[list[str]] = msgspec.json.Decoder(list[str])


def token_transfers(
    receipts: Iterable[RpcReceipt],
    *,
    tokens: Mapping[str, Token],
    least: Mapping[str, int],
    origin: Origin,
) -> Iterator[Transfer]:
    """Transfers of known tokens of at least their least amount, in the order of the block.

    A failed transaction leaves no logs, so what is found here did happen. Logs that a
    reorganisation ``removed`` are left out.

    Raises
    ------
    BrokenInputError
        If a log of a known token is not written as logs are.
    """
    # Of a block's three thousand logs most are of the same few hundred contracts.
    spelled: dict[str, Token | None] = {}
    for place, receipt in enumerate(receipts):
        for log in receipt.logs or ():
            address = log.address
            if address not in spelled:
                spelled[address] = tokens.get(address.lower())
            token = spelled[address]
            if token is None or log.removed:
                continue
            # The amount first: of a whale's threshold it is enough to pass over nearly all.
            units = _amount(log, token)
            if units < least.get(token.contract, units + 1):
                continue
            ends = _ends(log, token)
            if ends is not None:
                yield _transfer(
                    log, token, units, ends, receipt=receipt, place=place, origin=origin
                )


def _amount(log: RpcLog, token: Token) -> int:
    """The first word of a log's data; 0 where it has none."""
    digits = bytes(log.data)[_AMOUNT].rstrip(b'"')
    try:
        return int(digits or b"0", 16)
    except ValueError:
        raise BrokenInputError(f"data of a log of {token.coin} is no hex: {digits!r}") from None


def _ends(log: RpcLog, token: Token) -> tuple[str, str] | None:
    """Who gave and who got; None if the log is no transfer of an amount."""
    try:
        topics = _texts.decode(log.topics)
    except msgspec.MsgspecError as error:
        raise BrokenInputError(f"topics of a log of {token.coin}: {error}") from error
    if len(topics) != _FUNGIBLE_TOPICS or topics[0] != TRANSFER_TOPIC:
        return None
    return _address(topics[1]), _address(topics[2])


def _transfer(
    log: RpcLog,
    token: Token,
    units: int,
    ends: tuple[str, str],
    *,
    receipt: RpcReceipt,
    place: int,
    origin: Origin,
) -> Transfer:
    index = receipt.transaction_index
    return Transfer(
        **origin,
        tx_hash=receipt.transaction_hash,
        index=place if index is None else count(index, "transactionIndex"),
        sender=ends[0],
        recipient=ends[1],
        amount=str(units),
        status="success",
        way="token",
        place=f"log:{count(log.log_index, 'logIndex')}",
        coin=token.coin,
        decimals=token.decimals,
        contract=token.contract,
    )


def _address(topic: str) -> str:
    """An address out of its 32-byte word."""
    return "0x" + topic[-_ADDRESS_DIGITS:].lower()
