"""A multipart form (RFC 7578) taken apart in memory.

A web framework writes each upload to a temporary file, eight kilobytes at a time, because it may be
large and slow; here everything comes over loopback and is kept in memory anyway.
"""

import base64
import quopri
import re
from collections.abc import Iterator
from typing import NamedTuple

from aiohttp import content_disposition_filename, parse_content_disposition

from standins.telegram.errors import RefusalError

_BOUNDARY = re.compile(r';\s*boundary=(?:"([^"]+)"|([^";\s]+))', re.IGNORECASE)


class Part(NamedTuple):
    """One field: a text, or a file when it has a file's name."""

    name: str
    content: bytes
    filename: str | None
    mime: str


def boundary_of(content_type: str) -> str | None:
    """What stands between the parts, by the ``Content-Type`` of the request; None without one.

    Examples
    --------
    >>> boundary_of('multipart/form-data; boundary="a b"')
    'a b'
    """
    found = _BOUNDARY.search(content_type)
    return (found[1] or found[2]) if found else None


def parts(body: bytes, boundary: str | None) -> Iterator[Part]:
    r"""The fields of a form, in order.

    Parameters
    ----------
    body
        The whole body of the request.
    boundary
        The parameter of its content type; None when it has none.

    Raises
    ------
    RefusalError
        The body is no form with that boundary, or ends before its end.

    Examples
    --------
    >>> form = b'--x\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n42\r\n--x--\r\n'
    >>> [(part.name, part.content, part.filename) for part in parts(form, "x")]
    [('chat_id', b'42', None)]
    """
    if not boundary:
        raise RefusalError("can't parse form: its content type names no boundary")
    fence = f"--{boundary}".encode()
    at = 0 if body.startswith(fence) else body.find(b"\r\n" + fence) + 2
    while body.startswith(fence, at):
        begin = at + len(fence)
        if body.startswith(b"--", begin):
            return
        end = body.find(b"\r\n" + fence, begin)
        blank = body.find(b"\r\n\r\n", begin, end + 4)
        if end < 0 or blank < 0:
            break
        yield _part(body[begin:blank].decode(errors="replace"), body[blank + 4 : end])
        at = end + 2
    raise RefusalError("can't parse form: a part has no end or no head")


def _part(head: str, content: bytes) -> Part:
    lines = (line.partition(":") for line in head.strip().split("\r\n"))
    told = {name.strip().lower(): value.strip() for name, _, value in lines}
    _, words = parse_content_disposition(told.get("content-disposition"))
    name = content_disposition_filename(words, "name")
    if name is None:
        raise RefusalError("can't parse form: a part has no name")
    content = _decoded(content, told.get("content-transfer-encoding", "").lower())
    mime = told.get("content-type", "text/plain").partition(";")[0].strip().lower()
    return Part(name, content, content_disposition_filename(words), mime)


def _decoded(content: bytes, encoding: str) -> bytes:
    """The bytes themselves; RFC 7578 no longer wants them wrapped, old clients still do it."""
    if encoding == "base64":
        return base64.b64decode(content)
    return quopri.decodestring(content) if encoding == "quoted-printable" else content
