"""The parts put together: state, rules, faults, limits, log, stream. One of these is a server."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from standins.telegram import transcript
from standins.telegram.backlog import UpdateQueue
from standins.telegram.calls import CallLog
from standins.telegram.chats import people
from standins.telegram.clock import MovableClock
from standins.telegram.errors import RefusalError
from standins.telegram.hub import Hub
from standins.telegram.media.blobs import Blobs
from standins.telegram.media.files import Files
from standins.telegram.messages import deadlines
from standins.telegram.methods import METHODS, Call, Upload
from standins.telegram.rules.facts import Entry, rule_book
from standins.telegram.rules.validation import Checked, check_request
from standins.telegram.state import Chat, State, first_state
from standins.telegram.store import Store
from standins.telegram.trouble.faults import Faults, Harm, Struck
from standins.telegram.trouble.limits import RateLimiter
from standins.telegram.updates import LongPoll
from standins.telegram.wire import JsonObject, Told
from standins.telegram.world import World


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: a status and a body, and what becomes of them on the way."""

    status: int
    body: JsonObject
    harm: Harm | None = None


class Playground:
    """A whole small Telegram for one bot.

    Parameters
    ----------
    token
        The bot's token; the number before its colon is the bot's id.
    strict
        Refuse what departs from the documents; otherwise it is only logged.
    clock
        Unix seconds.
    """

    def __init__(
        self,
        *,
        token: str,
        bot_username: str,
        bot_name: str,
        data_dir: Path | None,
        strict: bool,
        clock: Callable[[], float],
    ) -> None:
        self.token = token
        self.strict = strict
        self.store = Store(data_dir)
        self._base_clock = clock
        self._bot = (_bot_id(token), bot_username, bot_name)
        state = self.store.load(self._bot[0]) or self._fresh()
        state.bot.username, state.bot.name = bot_username, bot_name
        files = Files(state, Blobs(None if data_dir is None else data_dir / "files"))
        self.world = World(state, files, self._changed)
        self.clock = MovableClock(clock, state)
        self.faults = Faults()
        self.limits = RateLimiter()
        self.calls = CallLog()
        self.hub = Hub()
        self.queue = UpdateQueue(state, lambda: self._changed("confirmed", {}))
        self.polling = LongPoll(self.queue, self.clock)
        self.update_waiting = asyncio.Event()
        self._answered = asyncio.Event()
        self._book = rule_book()

    @property
    def state(self) -> State:
        """All that is kept."""
        return self.world.state

    def reset(self, *, everything: bool = False) -> None:
        """Empty every chat.

        What a running bot said once stays (its commands and descriptions, its webhook), and
        update numbers go on, so that a poller's offset stays true.

        Parameters
        ----------
        everything
            Forget the bot's settings and the calls too, as if it had never run.
        """
        fresh = self._fresh()
        if everything:
            self.calls = CallLog()
        else:
            fresh.bot, fresh.webhook = self.state.bot, self.state.webhook
            fresh.road = self.state.road
        fresh.next_update_id = self.state.next_update_id
        for name in fresh.__struct_fields__:
            setattr(self.state, name, getattr(fresh, name))
        people.give_topics(self.world, wanted=self.state.bot.has_topics)
        self.queue.clear()
        self.faults.replace([])
        self.limits = RateLimiter()
        self._changed("reload", {})

    def _fresh(self) -> State:
        number, username, name = self._bot
        return first_state(bot_id=number, username=username, name=name, now=self._base_clock())

    async def call(
        self, name: str, parameters: Mapping[str, object], uploads: Mapping[str, Upload]
    ) -> Answer:
        """Play one Bot API request from the first fault to the log."""
        method = self._book.methods.get(name.lower())
        if method is None:
            return Answer(404, RefusalError("Not Found", 404).body())
        began = time.perf_counter()
        checked = check_request(self._book, method, parameters, frozenset(uploads))
        struck = self.faults.take(method.name, checked.values) or Struck()
        if struck.delay:
            await asyncio.sleep(struck.delay)
        body = await self._body(method, checked, uploads, struck)
        self._log(method.name, checked, body, time.perf_counter() - began)
        return Answer(body.get("error_code", 200), body, struck.answer)

    async def _body(
        self,
        method: Entry,
        checked: Checked,
        uploads: Mapping[str, Upload],
        struck: Struck,
    ) -> JsonObject:
        try:
            if struck.refusal is not None:
                raise struck.refusal
            self._judge(checked)
            call = Call(method.name, checked.values, uploads, self.clock.now())
            result = await self._play(call)
        except RefusalError as refusal:
            return refusal.body()
        if isinstance(result, Told):
            return {"ok": True, "result": result.result, "description": result.description}
        return {"ok": True, "result": result}

    def _judge(self, checked: Checked) -> None:
        """Strict mode refuses the first violation; otherwise only what can't be played."""
        for violation in checked.violations:
            if self.strict or violation.rule in {"missing", "type"}:
                raise RefusalError(violation.words)

    async def _play(self, call: Call) -> object:
        if call.method == "getUpdates":
            return await self.polling.poll(self.state, call)
        handler = METHODS.get(call.method)
        if handler is None:
            raise RefusalError(f"the stand-in does not play {call.method} yet", 501)
        if "business_connection_id" in call.args:
            raise RefusalError("business connection not found")
        self.limits.admit(call, self._known_chat(call))
        deadlines.pass_due(self.world, now=call.now)
        return handler(self.world, call)

    def _known_chat(self, call: Call) -> Chat | None:
        if not self.limits.limits.enabled or "chat_id" not in call.args:
            return None
        return self.world.chat(call.args["chat_id"])

    def _log(self, name: str, checked: Checked, body: JsonObject, seconds: float) -> None:
        record = self.calls.add(
            name,
            checked.values,
            body,
            checked.violations,
            at=self.clock.now(),
            seconds=seconds,
        )
        if self.hub.has_readers:
            self.hub.publish("call", _fields(record))

    async def next_answer(self) -> None:
        """Wait until the bot answers some tap or inline query."""
        await self._answered.wait()

    # --- after a change -----------------------------------------------------

    def _changed(self, kind: str, body: JsonObject) -> None:
        self.store.touch()
        if kind in {"answer", "inline"}:
            self._answered.set()
            self._answered = asyncio.Event()
        if kind in {"update", "webhook"}:
            self._updates_changed(kind)
        elif self.hub.has_readers:
            self.hub.publish(kind, self._drawn(kind, body))

    def _updates_changed(self, kind: str) -> None:
        self.queue.stamp(self.clock.now())
        self.update_waiting.set()
        if kind == "webhook" and self.state.webhook.url:
            self.polling.stop(RefusalError("terminated by setWebhook request", 409))
        self.polling.wake()

    def _drawn(self, kind: str, body: JsonObject) -> JsonObject:
        """What a page needs in order to show the change without asking."""
        if kind == "draft":
            draft = self.state.drafts.get(body["chat"])
            return {**body, "draft": draft and transcript.draft_entry(self.state, draft)}
        if kind not in {"message", "edit"}:
            return body
        message = self.state.chats[body["chat"]].messages[body["message"]]
        return {"chat": body["chat"], "message": transcript.entry(self.state, message)}


def _bot_id(token: str) -> int:
    number, colon, secret = token.partition(":")
    if not (number.isdecimal() and colon and secret):
        message = "a bot token looks like 123456:ABC-DEF; give one of that form"
        raise ValueError(message)
    return int(number)


def _fields(record: object) -> JsonObject:
    fields: JsonObject = msgspec.to_builtins(record)
    return fields
