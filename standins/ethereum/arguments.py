"""Reads the ``params`` of a request; what cannot be read is answered as a node answers it."""

from standins.ethereum.errors import INVALID_PARAMS, RpcError
from standins.ethereum.source import Json

Params = list[object]
HASH_LENGTH = len("0x") + 64
ADDRESS_LENGTH = len("0x") + 40


def parameter(params: Params, index: int, *, default: object = None) -> object:
    """A parameter by position.

    Raises
    ------
    RpcError
        It is missing and there is no default.
    """
    if index < len(params):
        return params[index]
    if default is None:
        raise RpcError(INVALID_PARAMS, f"missing value for required argument {index}")
    return default


def text(params: Params, index: int) -> str:
    """A parameter that must be text."""
    value = parameter(params, index)
    if not isinstance(value, str):
        raise RpcError(INVALID_PARAMS, f"invalid argument {index}: a hex string is needed")
    return value


def mapping(params: Params, index: int, *, default: Json | None = None) -> Json:
    """A parameter that must be an object."""
    value = parameter(params, index, default=default)
    if not isinstance(value, dict):
        raise RpcError(INVALID_PARAMS, f"invalid argument {index}: an object is needed")
    return value


def address(params: Params, index: int) -> str:
    """A parameter that must be an address, in lower case."""
    value = text(params, index).lower()
    if len(value) != ADDRESS_LENGTH or quantity(value) < 0:
        raise RpcError(INVALID_PARAMS, f"invalid argument {index}: an address has 20 bytes")
    return value


def quantity(value: object) -> int:
    """A QUANTITY; plain numbers are taken too, as the nodes do.

    Examples
    --------
    >>> quantity("0x10"), quantity(16)
    (16, 16)
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    try:
        return int(value, 16) if isinstance(value, str) and value.startswith("0x") else _no(value)
    except ValueError:
        return _no(value)


def _no(value: object) -> int:
    raise RpcError(INVALID_PARAMS, f"invalid argument: hex string {value!r}")
