"""What was seen, in Postgres."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from core.alerts import Notice, NoticeId, RuleId, TargetId, Verdict
from core.chain import Transfer
from core.detection import Detection
from core.gaps import Gap
from core.market import BookSample, Candle, Liquidation, Timeframe
from core.ports import Attempt, Story
from core.tape import TapeSecond
from db import rows
from db.database import Database
from db.driver import Row

_TRANSFERS = """
select *, wei::text as amount from transfers
where chain = $1 and wei >= $2::numeric and status <> 'failed' and not retracted
order by block_number desc, tx_index desc limit $3
"""
_CANDLES = """
select * from (
  select * from candles
  where subject = $1 and timeframe = $2 and ($3::bigint is null or open_ns < $3)
  order by open_ns desc limit $4
) newest order by open_ns
"""
_SAMPLES = """
select * from book_samples where subject = $1 and at_ns >= $2 and at_ns < $3 order by at_ns
"""
_TAPE = """
select * from tape_seconds where subject = $1 and at_ns >= $2 and at_ns < $3 order by at_ns
"""
_LATEST = "select * from tape_seconds where subject = $1 order by at_ns desc limit 1"
_LIQUIDATIONS = """
select * from liquidations where subject = $1 and at_ns >= $2 and at_ns < $3
order by at_ns, position, price, size
"""
_DETECTIONS = """
select body from detections where subject = $1 and kind = any($2::text[]) and known_ns >= $3
order by known_ns, id
"""
_GAPS = """
select * from gaps where until_ns is null or until_ns >= $1
order by since_ns, source, subject, topic
"""
_STORY = """
select r.*, d.body, n.target_id, n.reason, n.until_ns, n.created_ns as notice_created_ns
from notices n
join rules r on r.id = n.rule_id
join detections d on d.id = n.detection_id
where n.id = $1
"""
_ATTEMPTS = """
select number, outcome, reason, at, message_id from attempts
where notice_id = $1 and outcome is not null order by number
"""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class PostgresHistory:
    """``History`` over the tables of facts, detections and notices."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def transfers(self, *, min_wei: int, limit: int, chain: str) -> list[Transfer]:
        found = await self._database.rows(_TRANSFERS, chain, min_wei, limit)
        return [_transfer(row) for row in found]

    async def candles(
        self, *, subject: str, timeframe: Timeframe, limit: int, until_ns: int | None = None
    ) -> list[Candle]:
        found = await self._database.rows(_CANDLES, subject, timeframe, until_ns, limit)
        return [_candle(row) for row in found]

    async def samples(self, *, subject: str, since_ns: int, until_ns: int) -> list[BookSample]:
        found = await self._database.rows(_SAMPLES, subject, since_ns, until_ns)
        return [_sample(row) for row in found]

    async def tape(self, *, subject: str, since_ns: int, until_ns: int) -> list[TapeSecond]:
        found = await self._database.rows(_TAPE, subject, since_ns, until_ns)
        return [TapeSecond(**row) for row in found]

    async def latest_second(self, subject: str) -> TapeSecond | None:
        row = await self._database.row(_LATEST, subject)
        return TapeSecond(**row) if row else None

    async def liquidations(
        self, *, subject: str, since_ns: int, until_ns: int
    ) -> list[Liquidation]:
        found = await self._database.rows(_LIQUIDATIONS, subject, since_ns, until_ns)
        return [_liquidation(row) for row in found]

    async def detections(
        self, *, subject: str, kinds: Sequence[str], since_ns: int
    ) -> list[Detection]:
        found = await self._database.rows(_DETECTIONS, subject, list(kinds), since_ns)
        return [rows.detection(row["body"]) for row in found]

    async def gaps(self, *, since_ns: int) -> list[Gap]:
        return [Gap(**row) for row in await self._database.rows(_GAPS, since_ns)]

    async def story(self, notice: NoticeId) -> Story | None:
        row = await self._database.row(_STORY, notice)
        if row is None:
            return None
        return Story(
            notice=Notice(
                id=notice,
                rule_id=RuleId(row["id"]),
                detection=rows.detection(row["body"]),
                target_id=TargetId(row["target_id"]),
                verdict=Verdict(reason=row["reason"], until_ns=row["until_ns"]),
            ),
            rule=rows.rule(row),
            created_ns=row["notice_created_ns"],
            attempts=[_attempt(each) for each in await self._database.rows(_ATTEMPTS, notice)],
        )


def _transfer(row: Row) -> Transfer:
    return Transfer(
        chain=row["chain"],
        block_number=row["block_number"],
        block_hash=row["block_hash"],
        at_ns=row["at_ns"],
        seen_ns=row["seen_ns"],
        late_ns=row["late_ns"],
        tx_hash=row["tx_hash"],
        index=row["tx_index"],
        sender=row["sender"],
        recipient=row["recipient"],
        amount=row["amount"],
        status=row["status"],
    )


def _candle(row: Row) -> Candle:
    venue, _, symbol = row["subject"].partition(":")
    return Candle(
        venue=venue,
        symbol=symbol,
        at_ns=row["at_ns"],
        seen_ns=row["seen_ns"],
        timeframe=row["timeframe"],
        open_ns=row["open_ns"],
        open=row["open"],
        high=row["high"],
        low=row["low"],
        close=row["close"],
        volume=row["volume"],
        closed=row["closed"],
        late_ns=row["late_ns"],
    )


def _sample(row: Row) -> BookSample:
    venue, _, symbol = row["subject"].partition(":")
    return BookSample(
        venue=venue,
        symbol=symbol,
        at_ns=row["at_ns"],
        seen_ns=row["seen_ns"],
        step=row["step"],
        bins=tuple(row["bins"]),
        usd=tuple(row["usd"]),
        best_bid=row["best_bid"],
        best_ask=row["best_ask"],
        complete=row["complete"],
    )


def _liquidation(row: Row) -> Liquidation:
    venue, _, symbol = row["subject"].partition(":")
    return Liquidation(
        venue=venue,
        symbol=symbol,
        at_ns=row["at_ns"],
        seen_ns=row["seen_ns"],
        price=row["price"],
        size=row["size"],
        position=row["position"],
    )


def _attempt(row: Row) -> Attempt:
    return Attempt(
        number=row["number"],
        outcome=row["outcome"],
        reason=row["reason"],
        at_ns=(row["at"] - _EPOCH) // timedelta(microseconds=1) * 1_000,
        message_id=row["message_id"],
    )
