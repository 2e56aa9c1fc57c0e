"""From facts to a page of the ledger: detect, match, judge. Nothing is written here."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from core.alerts import Notice, Rule, RuleId, RuleState, notice_id
from core.chain import Block, Finality, GasPrice, Retraction, Transfer
from core.detection import Detection, Move
from core.facts import Fact
from core.gaps import Gap
from core.market import BookSample, Candle, Funding, Liquidation, OpenInterest, Trade
from core.ports import Claim, Effects, EntryId
from core.tape import tape_of
from engine.flows.book import LabelBook
from engine.flows.inferred import label_of
from engine.matching import RuleIndex
from engine.pipeline.freezing import freeze, thaw
from engine.pipeline.marks import Mark, unmarked
from engine.pipeline.panel import Panel
from engine.policy import judge

FactT = TypeVar("FactT", bound=Fact)


class Accountant:
    """Knows the rules, what they remember, and every detector's state of one partition.

    ``page`` may be called again for the next facts only when the page before was committed: what
    the rules remember is the state after that page.
    """

    def __init__(self, *, labels: LabelBook | None = None, mark: Mark = unmarked) -> None:
        self._panel = Panel(labels=labels)
        self._index = RuleIndex()
        self._states: dict[RuleId, RuleState] = {}
        self._mark = mark

    def learn(self, rules: Iterable[Rule], states: Mapping[RuleId, RuleState]) -> None:
        """Take in changed rules; what a known rule remembers here is newer than ``states``."""
        for rule in rules:
            self._index.put(rule)
            if rule.id not in self._states and rule.id in states:
                self._states[rule.id] = states[rule.id]

    def warm(self, facts: Iterable[Fact]) -> None:
        """Bring the detectors to where they were, from facts that were already worked through."""
        for fact in facts:
            self._panel.update(fact)
            if isinstance(fact, BookSample):
                self._panel.heat(fact)

    def freeze(self) -> bytes:
        """What the detectors know, to be kept with the position of the last page."""
        return freeze(self._panel)

    def thaw(self, body: bytes) -> None:
        """Give the detectors back what ``freeze`` wrote; called before any fact.

        Raises
        ------
        BrokenInputError
            If the bytes are no such state. Nothing has changed.
        """
        thaw(self._panel, body)

    def page(self, facts: list[Fact], *, claim: Claim, position: EntryId) -> Effects:
        """All that these facts lead to, to be committed with ``position`` as one."""
        found = [finding for fact in facts for finding in self._panel.update(fact)]
        self._mark("detect")
        met = [pair for finding in found for pair in self._met(finding)]
        self._mark("match")
        notices, states = self._judged(met)
        self._mark("policy")
        # Two rules on one level meet the same crossing: each detection is kept once.
        detections = {item.id: item for item in found if isinstance(item, Detection)}
        detections |= {detection.id: detection for _, detection in met}
        samples = _of(BookSample, facts)
        return Effects(
            claim=claim,
            position=position,
            transfers=_of(Transfer, facts),
            retracted_blocks=_retracted(facts),
            finality=_of(Finality, facts),
            gas=_of(GasPrice, facts),
            candles=_newest_of_each(_of(Candle, facts)),
            samples=samples,
            heat=[column for sample in samples for column in self._panel.heat(sample)],
            tape=tape_of(_of(Trade, facts)),
            liquidations=_of(Liquidation, facts),
            funding=_of(Funding, facts),
            interest=_of(OpenInterest, facts),
            gaps=_of(Gap, facts),
            labels=[label for each in detections.values() if (label := label_of(each))],
            detections=list(detections.values()),
            notices=notices,
            states=states,
        )

    def _met(self, finding: Detection | Move) -> list[tuple[Rule, Detection]]:
        if isinstance(finding, Move):
            return self._index.crossed_by(finding)
        return [(rule, finding) for rule in self._index.met_by(finding)]

    def _judged(self, met: list[tuple[Rule, Detection]]) -> tuple[list[Notice], list[RuleState]]:
        notices: list[Notice] = []
        touched: dict[RuleId, RuleState] = {}
        for rule, detection in met:
            state = self._states.get(rule.id, RuleState(rule_id=rule.id))
            verdict = judge(rule, state, detection)
            if verdict.owed:
                state = replace(state, last_owed_ns=detection.known_ns, owed=state.owed + 1)
            else:
                state = replace(state, held=state.held + 1)
            self._states[rule.id] = touched[rule.id] = state
            notices += [
                Notice(
                    id=notice_id(rule.id, detection.id, target),
                    rule_id=rule.id,
                    detection=detection,
                    target_id=target,
                    verdict=verdict,
                )
                for target in rule.targets
            ]
        return notices, list(touched.values())


def _of(kind: type[FactT], facts: Iterable[Fact]) -> list[FactT]:
    return [fact for fact in facts if isinstance(fact, kind)]


def _retracted(facts: Iterable[Fact]) -> list[str]:
    # A block may leave the chain and come back within one page: the last word counts.
    gone: dict[str, None] = {}
    for fact in facts:
        if isinstance(fact, Retraction):
            gone[fact.block_hash] = None
        elif isinstance(fact, Block | Transfer):
            gone.pop(fact.block_hash, None)
    return list(gone)


def _newest_of_each(candles: Iterable[Candle]) -> list[Candle]:
    # A running candle is told again and again; only its newest state of the batch is kept.
    newest = {(candle.subject, candle.timeframe, candle.open_ns): candle for candle in candles}
    return list(newest.values())
