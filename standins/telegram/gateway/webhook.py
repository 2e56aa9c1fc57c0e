"""Delivery to a webhook: one update of a conversation at a time, again until it is taken.

As in Telegram (``WebhookActor.cpp``): a first failure is repeated at once, further ones with a
doubling delay of up to a minute; a ``Retry-After`` of the receiver is honoured up to an hour; an
update that would be too old by then is dropped; 410 for 23 hours ends the webhook. Time is that of
the movable clock, so a test waits for none of it.
"""

import os
import ssl
from typing import Any

import aiohttp

from standins.telegram.gateway.background import Background
from standins.telegram.gateway.webhook_reply import read_reply
from standins.telegram.playground import Playground
from standins.telegram.records.pending import Update, Webhook
from standins.telegram.wire import JsonObject

_PATIENCE = aiohttp.ClientTimeout(total=60)
_LONGEST_DELAY = 60.0
_LONGEST_RETRY_AFTER = 3600.0
_GONE = 410
_GONE_FOR_GOOD = 23 * 3600.0

_ROWS = {
    "callback_query": ("taps", "from.id"),
    "inline_query": ("queries", "from.id"),
    "chosen_inline_result": ("choices", "from.id"),
    "poll": ("polls", "id"),
    "poll_answer": ("polls", "poll_id"),
    "my_chat_member": ("mine", "chat.id"),
    "chat_member": ("members", "new_chat_member.user.id"),
    "chat_join_request": ("members", "from.id"),
    "message_reaction": ("reactions", "chat.id"),
    "message_reaction_count": ("counts", "chat.id"),
}
"""The rows in which updates are told one after the other, and where in the update the number of
the row stands (``webhook_queue_id`` in ``Client.cpp``). Every other kind follows its chat, or
nobody."""


class WebhookDelivery:
    """Pushes what waits in the queue while a webhook is set."""

    def __init__(self, playground: Playground, background: Background) -> None:
        self._playground = playground
        self._background = background
        self._under_way: set[object] = set()

    async def run(self) -> None:
        """Start a delivery for everything that can go out, whenever something changed."""
        waiting = self._playground.update_waiting
        async with aiohttp.ClientSession(timeout=_PATIENCE) as session:
            while True:
                await waiting.wait()
                waiting.clear()
                self._start(session)

    def _start(self, session: aiohttp.ClientSession) -> None:
        hook = self._playground.state.webhook
        if not hook.url:
            return
        for update in self._playground.queue.outgoing(self._playground.clock.now()):
            key = conversation(update)
            if len(self._under_way) >= hook.max_connections:
                return
            if key not in self._under_way:
                self._under_way.add(key)
                self._background.spawn(self._deliver(session, hook, update, key))

    async def _deliver(
        self, session: aiohttp.ClientSession, hook: Webhook, update: Update, key: object
    ) -> None:
        failures = 0
        try:
            while self._playground.state.webhook is hook:
                asked = await self._attempt(session, hook, update)
                if asked is None:
                    self._playground.queue.taken(update)
                    return
                failures += 1
                pause = asked or self._pause(failures)
                if self._playground.clock.now() + pause > update.until:
                    self._playground.queue.drop(update)
                    return
                await self._playground.clock.sleep(pause)
        finally:
            self._under_way.discard(key)
            self._playground.update_waiting.set()

    def _pause(self, failures: int) -> float:
        """Seconds after so many failures in a row: none, 2, 4, 8... times the first delay."""
        if failures == 1:
            return 0.0
        return min(self._playground.state.road.first_delay * 2.0 ** (failures - 1), _LONGEST_DELAY)

    async def _attempt(
        self, session: aiohttp.ClientSession, hook: Webhook, update: Update
    ) -> float | None:
        """One POST; None when it was taken, else the seconds the receiver asked for."""
        address = self._playground.state.road.leads_to(hook.url)
        headers = {"Accept-Encoding": "gzip, deflate"}
        if hook.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret_token
        try:
            async with session.post(
                address, json=update.to_api(), headers=headers, allow_redirects=False
            ) as answer:
                return await self._judge(hook, answer)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            self._note(hook, _words(error))
            return 0.0

    async def _judge(self, hook: Webhook, answer: aiohttp.ClientResponse) -> float | None:
        if answer.status // 100 == 2:  # noqa: PLR2004 - the whole family means yes
            hook.gone_since = None
            reply = await read_reply(answer)
            if reply is not None:
                await self._playground.call(reply.method, reply.arguments, reply.uploads)
            return None
        self._note(hook, f"Wrong response from the webhook: {answer.status} {answer.reason}")
        self._watch_for_its_end(hook, answer.status)
        asked = answer.headers.get("Retry-After", "0")
        return min(float(asked) if asked.isdecimal() else 0.0, _LONGEST_RETRY_AFTER)

    def _watch_for_its_end(self, hook: Webhook, status: int) -> None:
        now = self._playground.clock.now()
        if status != _GONE:
            hook.gone_since = None
        elif hook.gone_since is None:
            hook.gone_since = now
        elif now - hook.gone_since > _GONE_FOR_GOOD:
            self._playground.state.webhook = Webhook()

    def _note(self, hook: Webhook, words: str) -> None:
        hook.last_error_date = int(self._playground.clock.now())
        hook.last_error_message = words


def conversation(update: Update) -> object:
    """What must stay in order: the messages of a chat, the taps of a person...

    >>> conversation(Update(update_id=5, kind="callback_query", body={"from": {"id": 1001}}))
    ('taps', 1001)
    """
    if update.kind in _ROWS:
        row, path = _ROWS[update.kind]
        return row, _at(update.body, path)
    return ("chat", update.body["chat"]["id"]) if "chat" in update.body else update.update_id


def _at(body: JsonObject, path: str) -> object:
    value: Any = body
    for name in path.split("."):
        value = value[name]
    return value


def _words(error: Exception) -> str:
    """How Telegram names what went wrong on the way."""
    match error:
        case aiohttp.ClientConnectorDNSError():
            return "Failed to resolve host: Name or service not known"
        case aiohttp.ClientConnectorError(os_error=ssl.SSLError()):
            return "SSL error {error:0A000086:SSL routines::certificate verify failed}"
        case aiohttp.ClientConnectorError(os_error=OSError(errno=int(number))):
            return os.strerror(number)
        case aiohttp.ServerDisconnectedError():
            return "Webhook connection closed"
        case TimeoutError():
            return "Read timeout expired"
        case _:
            return f"Wrong response from the webhook: {error}"
