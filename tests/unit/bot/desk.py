"""What tests of the bot sit at: a clock they wind, a Telegram that takes notes, builders."""

import asyncio
import heapq
from collections import defaultdict, deque
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetMe, SendMessage, SendPhoto, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Chat, Message, PhotoSize, User
from aiohttp import ClientConnectorError
from aiohttp.client_reqrep import ConnectionKey
from typing_extensions import override

from core.alerts import NoiseBudget, Notice, Rule, Target, Verdict, notice_id
from core.conditions import Condition, TransferCondition
from core.detection import Detection, DetectionId
from core.ports import Effects, EntryId, Stores

TOKEN = "42:TEST"  # noqa: S105 - not a secret
ME = User(id=42, is_bot=True, first_name="Bot", username="whale_bot")
NOW_NS = 1_700_000_000_000_000_000
SENDER = "0x28c6c06298d514db089934071355e5743bf21d60"
RECIPIENT = "0xf89d7b9c864f589bbf53a82105107622b35eaa40"
TX_HASH = "0x" + "ab" * 32


class WoundClock:
    """A clock that stands still until a test winds it."""

    def __init__(self, now_ns: int = NOW_NS) -> None:
        self._now_ns = now_ns
        self._sleepers: list[tuple[int, int, asyncio.Future[None]]] = []
        self._order = count()

    def now_ns(self) -> int:
        return self._now_ns

    async def sleep(self, seconds: float) -> None:
        wakes_ns = self._now_ns + int(seconds * 1e9)
        ring: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (wakes_ns, next(self._order), ring))
        await ring

    async def run(self, seconds: float = 0.0) -> None:
        """Let ``seconds`` pass; everybody who sleeps wakes in order and does what is to be done."""
        end_ns = self._now_ns + int(seconds * 1e9)
        await self._settle()
        while self._sleepers and self._sleepers[0][0] <= end_ns:
            wakes_ns, _, ring = heapq.heappop(self._sleepers)
            self._now_ns = max(self._now_ns, wakes_ns)
            if not ring.done():
                ring.set_result(None)
                await self._settle()
        self._now_ns = end_ns

    @staticmethod
    async def _settle() -> None:
        for _ in range(60):
            await asyncio.sleep(0)


@dataclass
class Telegram(BaseSession):
    """Answers every send with a message, unless a test has put an error in its way."""

    calls: list[TelegramMethod[Any]] = field(default_factory=list)
    errors: defaultdict[int | str, deque[Exception]] = field(
        default_factory=lambda: defaultdict(deque)
    )
    hook: Callable[[TelegramMethod[Any]], None] = lambda _method: None

    def __post_init__(self) -> None:
        super().__init__()

    def refuse(self, chat_id: int, *errors: Exception) -> None:
        """The next sends to a chat fail with these."""
        self.errors[chat_id].extend(errors)

    @property
    def texts(self) -> list[str]:
        """What was said, pictures' captions included, in order."""
        return [
            (call.text if isinstance(call, SendMessage) else call.caption) or ""
            for call in self.calls
            if isinstance(call, SendMessage | SendPhoto)
        ]

    def sent_to(self, chat_id: int) -> list[SendMessage | SendPhoto]:
        """Sends to a chat, failed ones included."""
        sends = [call for call in self.calls if isinstance(call, SendMessage | SendPhoto)]
        return [call for call in sends if call.chat_id == chat_id]

    @override
    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        self.calls.append(method)
        self.hook(method)
        chat_id = getattr(method, "chat_id", 0)
        if self.errors[chat_id]:
            raise self.errors[chat_id].popleft()
        if isinstance(method, SendMessage | SendPhoto):
            return cast("TelegramType", self._message(method))
        if isinstance(method, GetMe):
            return cast("TelegramType", ME)
        return cast("TelegramType", True)  # noqa: FBT003 - Telegram's own answer

    @override
    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        yield b""

    @override
    async def close(self) -> None: ...

    def _message(self, method: SendMessage | SendPhoto) -> Message:
        photo = [PhotoSize(file_id="FILE", file_unique_id="u", width=9, height=9)]
        return Message(
            message_id=len(self.calls),
            date=datetime.fromtimestamp(NOW_NS / 1e9, UTC),
            chat=Chat(id=int(method.chat_id), type="private"),
            photo=photo if isinstance(method, SendPhoto) else None,
            from_user=ME,
        )


def bot_over(telegram: Telegram) -> Bot:
    """A real aiogram bot whose requests end in ``telegram``."""
    return Bot(TOKEN, session=telegram)


def whale(
    eth: float = 1234.5, *, kind: str = "transfer", to: str = RECIPIENT, status: str = "success"
) -> Detection:
    """A transfer that was found."""
    return Detection(
        id=DetectionId(f"{int(eth * 10):020x}"),
        kind=kind,
        subject="ethereum",
        formed_ns=NOW_NS - 12_000_000_000,
        known_ns=NOW_NS - 2_000_000_000,
        seen_ns=NOW_NS - 2_000_000_000,
        numbers={"eth": eth, "block": 21_000_000},
        texts={
            "hash": TX_HASH,
            "from": SENDER,
            "to": to,
            "value_wei": str(int(eth * 10**18)),
            "status": status,
        },
    )


def no_connection() -> TelegramNetworkError:
    """What aiogram raises when there is nobody at the other end."""
    key = ConnectionKey(
        host="api.telegram.org",
        port=443,
        is_ssl=True,
        ssl=True,
        proxy=None,
        proxy_auth=None,
        proxy_headers_hash=None,
    )
    error = TelegramNetworkError(SendMessage(chat_id=1001, text="alert"), "cannot connect")
    error.__cause__ = ClientConnectorError(key, OSError("refused"))
    return error


def crossing(level: float = 3500.0, *, upwards: bool = True) -> Detection:
    """A price that went through a level."""
    before, after = (level - 1.9, level + 2.4) if upwards else (level + 2.4, level - 1.9)
    return Detection(
        id=DetectionId("c" * 20),
        kind="price_crossed",
        subject="bybit:ETHUSDT",
        formed_ns=NOW_NS,
        known_ns=NOW_NS,
        seen_ns=NOW_NS,
        side="bullish" if upwards else "bearish",
        level=level,
        numbers={"before": before, "after": after, "level": level},
    )


def gap(low: float = 3480.0, high: float = 3492.5) -> Detection:
    """A fair value gap."""
    return Detection(
        id=DetectionId("f" * 20),
        kind="fvg",
        subject="bybit:ETHUSDT",
        formed_ns=NOW_NS,
        known_ns=NOW_NS + 900_000_000_000,
        seen_ns=NOW_NS + 900_000_000_000,
        side="bullish",
        timeframe="15m",
        low=low,
        high=high,
    )


async def rule_of(
    stores: Stores, telegram_id: int, condition: Condition | None = None
) -> tuple[Rule, Target]:
    """A person with one rule."""
    user, target = await stores.users.register(telegram_id=telegram_id, name="Ann", language="en")
    if condition is None:
        condition = TransferCondition(min_eth=500)
    rule = await stores.rules.add(
        owner=user.id,
        condition=condition,
        targets=[target.id],
        budget=NoiseBudget(),
        now_ns=NOW_NS,
    )
    return rule, target


async def owe(stores: Stores, rule: Rule, target: Target, *found: Detection) -> list[Notice]:
    """Let the worker's ledger owe these detections to a target."""
    notices = [
        Notice(
            id=notice_id(rule.id, detection.id, target.id),
            rule_id=rule.id,
            detection=detection,
            target_id=target.id,
            verdict=Verdict(),
        )
        for detection in found
    ]
    claim = await stores.ledger.acquire(0, "worker")
    position = EntryId(ms=claim.position.ms + 1, seq=0)
    effects = Effects(claim=claim, position=position, detections=found, notices=notices)
    await stores.ledger.commit(effects)
    return notices
