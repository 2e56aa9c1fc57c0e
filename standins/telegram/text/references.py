"""Character references of HTML as Telegram reads them: four names, and numbers."""

import re

_LITERALS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]{1,7})|#(?P<dec>\d{1,8})|(?P<name>[a-zA-Z]+));?")
_HIGHEST_CODE_POINT = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def dereferenced(source: str, at: int) -> tuple[str, int]:
    """The character that an ampersand stands for, and where reading goes on.

    What is no reference that Telegram knows is the ampersand itself.

    >>> dereferenced("&lt;b", 0), dereferenced("&nbsp;", 0)
    (('<', 4), ('&', 1))
    """
    match = _REFERENCE.match(source, at)
    decoded = _decoded(match) if match else None
    if match is None or decoded is None:
        return "&", at + 1
    return decoded, match.end()


def _decoded(match: re.Match[str]) -> str | None:
    if match["name"]:
        return _LITERALS.get(match["name"])
    code = int(match["hex"], 16) if match["hex"] else int(match["dec"])
    if code == 0 or code > _HIGHEST_CODE_POINT or code in _SURROGATES:
        return None
    return chr(code)
