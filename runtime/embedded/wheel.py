"""Programs inside Python wheels."""

from importlib.util import find_spec
from pathlib import Path

from core.errors import MisconfiguredError


def program(package: str, pattern: str, *, setting: str) -> Path:
    """The program of an installed wheel; a wheel holds those of one platform only.

    The package itself is not imported: its own start-up code brings logging and locks of its own.

    Raises
    ------
    MisconfiguredError
        If the wheel is missing; ``setting`` names what can be set instead.
    """
    spec = find_spec(package)
    found = sorted(Path(spec.origin).parent.glob(pattern)) if spec and spec.origin else []
    if not found:
        raise MisconfiguredError(
            f"The package {package.replace('_', '-')} is not installed for this platform. "
            f"Install it, or set {setting} to the address of a server."
        )
    return found[0]
