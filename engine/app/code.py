"""Which version of the program this is, as far as what detectors know depends on it."""

import platform
from hashlib import blake2b
from pathlib import Path

import msgspec

import core
import engine

# What a detector's state is made of; the rest of the program may change without a loss.
_PARTS = (core, engine)


def code_name() -> str:
    """A short name that changes with every change of the code, of Python or of msgspec."""
    name = blake2b(digest_size=10)
    name.update(f"{platform.python_version()} {msgspec.__version__}".encode())
    for part in _PARTS:
        for folder in part.__path__:
            for path in sorted(Path(folder).rglob("*.py")):
                name.update(str(path.relative_to(folder)).encode())
                name.update(path.read_bytes())
    return name.hexdigest()
