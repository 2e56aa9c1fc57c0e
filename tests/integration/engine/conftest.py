"""What several tests of connections need."""

import socket

import pytest


@pytest.fixture
def unused_tcp_port() -> int:
    """A port at which nobody answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
