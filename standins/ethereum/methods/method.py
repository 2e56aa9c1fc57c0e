"""The shape of a method."""

from collections.abc import Callable

from standins.ethereum.arguments import Params
from standins.ethereum.view import View

Method = Callable[[View, Params], object]
"""Answers a request, or raises the `RpcError` that goes back instead."""
