"""What is under way between the bot and the world: taps, inline queries, updates, the webhook.

Records only; what may happen to them is in :mod:`standins.telegram.messages.conversation`,
:mod:`standins.telegram.messages.inline`, :mod:`standins.telegram.backlog` and
:mod:`standins.telegram.gateway.webhook`.
"""

import msgspec

from standins.telegram.wire import JsonObject


class Query(msgspec.Struct, kw_only=True):
    """A tap on an inline button that waits for the bot's answer."""

    id: str
    chat_id: int
    message_id: int
    user_id: int
    data: str
    at: float
    answer: JsonObject | None = None


class InlineQuery(msgspec.Struct, kw_only=True):
    """What somebody typed behind the bot's name, and what the bot answered.

    Attributes
    ----------
    answer
        The arguments of ``answerInlineQuery``; None while the bot thinks.
    """

    id: str
    user_id: int
    chat_id: int
    query: str
    offset: str
    at: float
    answer: JsonObject | None = None


class Update(msgspec.Struct, kw_only=True):
    """Something the bot has not confirmed yet.

    Attributes
    ----------
    until
        It is forgotten after this moment; 0 until the queue has seen it.
    """

    update_id: int
    kind: str
    body: JsonObject
    until: float = 0.0

    def to_api(self) -> JsonObject:
        """The Bot API's ``Update``."""
        return {"update_id": self.update_id, self.kind: self.body}


class Webhook(msgspec.Struct, kw_only=True):
    """Where updates are pushed to; an empty address means the bot polls.

    Attributes
    ----------
    has_certificate
        A certificate of its own came with it; nothing is done with that here.
    gone_since
        It has answered 410 (gone) and nothing else since this moment.
    """

    url: str = ""
    secret_token: str | None = None
    max_connections: int = 40
    has_certificate: bool = False
    gone_since: float | None = None
    last_error_date: int | None = None
    last_error_message: str | None = None
