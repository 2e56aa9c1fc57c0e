"""Reading the parameters of a REST request, and saying no to them."""

from collections.abc import Collection, Mapping

PARAMETER_ERROR = 10_001


class ParameterError(Exception):
    """The venue's ``retCode`` 10001 with its text; the HTTP status stays 200."""


class Query:
    """The parameters of one request.

    Parameters
    ----------
    given
        Name and text, as they came.
    """

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given

    def choice(self, name: str, among: Collection[str], default: str | None = None) -> str:
        """One of several words; the default may be None to require one."""
        text = self._given.get(name, default)
        if text is None:
            message = f"params error: {name} is required"
            raise ParameterError(message)
        if text not in among:
            message = f"params error: {name.capitalize()} Is Invalid"
            raise ParameterError(message)
        return text

    def optional(self, name: str) -> str | None:
        """A text that may be missing."""
        return self._given.get(name) or None

    def limit(self, default: int, most: int) -> int:
        """How many rows: 1 to ``most``."""
        count = self.whole("limit")
        if count is None:
            return default
        if not 1 <= count <= most:
            message = f"params error: limit must lie between 1 and {most}"
            raise ParameterError(message)
        return count

    def whole(self, name: str) -> int | None:
        """A whole number that may be missing."""
        text = self._given.get(name)
        if not text:
            return None
        if not text.isdecimal():
            message = f"params error: {name} is no number"
            raise ParameterError(message)
        return int(text)
