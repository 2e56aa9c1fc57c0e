"""Answers that come to harm on their way: no bytes, half of them, wrong ones, a proxy's page."""

from aiohttp import web

from standins.telegram.trouble.faults import Harm

_PAGE = (
    "<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n"
    "<center><h1>{title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
)
"""What nginx sends of its own when the server behind it does not answer."""

_TITLES = {413: "Request Entity Too Large", 503: "Service Temporarily Unavailable"} | {
    502: "Bad Gateway",
    504: "Gateway Time-out",
}
"""nginx's own words, which are not always those of the HTTP standard."""


async def harmed(request: web.Request, harm: Harm, status: int, body: bytes) -> web.StreamResponse:
    """Send a status and a JSON body as this harm leaves them.

    Returns
    -------
    web.StreamResponse
        What is left to send; after ``lost``, ``cut`` and ``half`` the connection is gone.
    """
    if harm == "nginx":
        return _page(status if status in _TITLES else 502)
    if harm == "garbled":
        return web.Response(body=body[1:], status=status, content_type="application/json")
    if harm == "half":
        return await _half(request, status, body)
    _hang_up(request)
    return web.Response()


def _page(status: int) -> web.Response:
    text = _PAGE.format(title=f"{status} {_TITLES[status]}")
    return web.Response(text=text, status=status, content_type="text/html")


async def _half(request: web.Request, status: int, body: bytes) -> web.StreamResponse:
    """The headers promise all of it; the connection ends in the middle."""
    response = web.StreamResponse(status=status, headers={"Content-Length": str(len(body))})
    response.content_type = "application/json"
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    _hang_up(request, at_once=False)
    return response


def _hang_up(request: web.Request, *, at_once: bool = True) -> None:
    """End the connection; what was written still goes out unless it is ``at_once``."""
    if request.transport is None:
        return
    if at_once:
        request.transport.abort()
    else:
        request.transport.close()
