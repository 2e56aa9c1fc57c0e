"""Delivery to a webhook: one update of a chat at a time, again and again until it is taken.

As in Telegram, a failed delivery is repeated with a doubling delay, a ``Retry-After`` of the
receiver is honoured up to an hour, and a receiver may put a method call into its answer.
"""

import asyncio

import aiohttp

from standins.telegram.background import Background
from standins.telegram.playground import Playground
from standins.telegram.state import Update, Webhook

_PATIENCE = aiohttp.ClientTimeout(total=60)
_LONGEST_DELAY = 600.0
_LONGEST_RETRY_AFTER = 3600.0


class WebhookDelivery:
    """Pushes what waits in the queue while a webhook is set.

    Attributes
    ----------
    first_delay
        Seconds before the first repetition; each further one waits twice as long.
    """

    def __init__(self, playground: Playground, background: Background) -> None:
        self.first_delay = 1.0
        self._playground = playground
        self._background = background
        self._under_way: dict[object, int] = {}

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
        for update in self._playground.state.updates:
            key = _conversation(update)
            if len(self._under_way) >= hook.max_connections:
                return
            if key not in self._under_way:
                self._under_way[key] = update.update_id
                self._background.spawn(self._deliver(session, hook, update, key))

    async def _deliver(
        self, session: aiohttp.ClientSession, hook: Webhook, update: Update, key: object
    ) -> None:
        delay = self.first_delay
        try:
            while self._playground.state.webhook is hook:
                pause = await self._attempt(session, hook, update)
                if pause is None:
                    self._confirm(update)
                    return
                await asyncio.sleep(max(pause, delay))
                delay = min(delay * 2, _LONGEST_DELAY)
        finally:
            del self._under_way[key]
            self._playground.update_waiting.set()

    async def _attempt(
        self, session: aiohttp.ClientSession, hook: Webhook, update: Update
    ) -> float | None:
        """One POST; None when it was taken, else the seconds the receiver asked for."""
        headers = {}
        if hook.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret_token
        try:
            async with session.post(hook.url, json=update.to_api(), headers=headers) as answer:
                if answer.ok:
                    await self._play_answer(answer)
                    return None
                self._note(
                    hook, f"Wrong response from the webhook: {answer.status} {answer.reason}"
                )
                asked = answer.headers.get("Retry-After", "0")
                return min(float(asked) if asked.isdecimal() else 0.0, _LONGEST_RETRY_AFTER)
        except (aiohttp.ClientError, TimeoutError) as error:
            self._note(hook, f"Connection failed: {error}")
            return 0.0

    async def _play_answer(self, answer: aiohttp.ClientResponse) -> None:
        """An answer may carry one method call; what comes of it is in the call log."""
        if answer.content_type == "application/json":
            body: object = await answer.json()
            if isinstance(body, dict) and "method" in body:
                arguments = {name: value for name, value in body.items() if name != "method"}
                await self._playground.call(str(body["method"]), arguments, {})

    def _note(self, hook: Webhook, words: str) -> None:
        hook.last_error_date = int(self._playground.clock.now())
        hook.last_error_message = words

    def _confirm(self, update: Update) -> None:
        queue = self._playground.state.updates
        if update in queue:
            queue.remove(update)


def _conversation(update: Update) -> object:
    """What must stay in order: the chat, or the update itself when it has none."""
    body = update.body
    chat = body.get("chat") or body.get("message", {}).get("chat")
    return chat["id"] if chat else f"update {update.update_id}"
