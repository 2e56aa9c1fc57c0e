"""The road from the stand-in to a bot's webhook: where it leads, and how soon it is tried again."""

from typing import Annotated

import msgspec


class Road(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What a test may set about the way of webhooks; it survives a reset.

    Attributes
    ----------
    first_delay
        Seconds; the first repetition comes at once, the next after twice this, then four times...
    any_port
        An address on this machine may be plain HTTP and use any port. Switched off, Telegram's
        own rule holds for it too: HTTPS on port 80, 88, 443 or 8443.
    routes
        Public addresses and what answers for them on this machine, as a reverse proxy would know:
        ``{"https://bot.example": "http://127.0.0.1:8080"}``.
    """

    first_delay: Annotated[float, msgspec.Meta(ge=0)] = 1.0
    any_port: bool = True
    routes: dict[str, str] = {}

    def leads_to(self, url: str) -> str:
        """The address to call for a webhook's address.

        >>> Road(routes={"https://bot.example": "http://127.0.0.1:8080"}).leads_to(
        ...     "https://bot.example/hook"
        ... )
        'http://127.0.0.1:8080/hook'
        """
        for public, here in self.routes.items():
            if url.startswith(public):
                return here + url.removeprefix(public)
        return url
