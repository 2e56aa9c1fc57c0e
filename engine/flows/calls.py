"""Which function of a contract a call names."""

_FUNCTIONS: dict[str, str] = {
    "0xa9059cbb": "transfer(address,uint256)",
    "0xd0e30db0": "deposit()",
    "0xa1903eab": "submit(address)",
    "0x22895118": "deposit(bytes,bytes,bytes,bytes32)",
    "0x6a761202": (
        "execTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes)"
    ),
    "0xac9650d8": "multicall(bytes[])",
    "0x5ae401dc": "multicall(uint256,bytes[])",
    "0x3593564c": "execute(bytes,bytes[],uint256)",
    "0x24856bc3": "execute(bytes,bytes[])",
    "0x7ff36ab5": "swapExactETHForTokens(uint256,address[],address,uint256)",
    "0xfb3bdb41": "swapETHForExactTokens(uint256,address[],address,uint256)",
    "0xb6f9de95": (
        "swapExactETHForTokensSupportingFeeOnTransferTokens(uint256,address[],address,uint256)"
    ),
    "0xf305d719": "addLiquidityETH(address,uint256,uint256,uint256,address,uint256)",
}
"""The first four bytes of the keccak256 of a signature, of functions that are often paid."""


def function_of(selector: str) -> str | None:
    """The well-known function with this selector; None where it is another.

    >>> function_of("0xd0e30db0"), function_of("0x00000001")
    ('deposit()', None)
    """
    return _FUNCTIONS.get(selector)
