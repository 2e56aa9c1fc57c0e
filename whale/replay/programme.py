"""Several files as one run: who plays what, and in which order it is heard."""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from core.facts import Fact
from whale.replay.casting import feed_for, feed_of, holds_blocks
from whale.replay.happenings import Happening, Happenings
from whale.replay.lives import Chapter, lives_of
from whale.replay.node import BlockPlayer
from whale.replay.players import ArchivePlayer, ExactPlayer, Player
from whale.replay.stretch import Stretch


@dataclass(frozen=True, slots=True)
class Told:
    """One happening and the facts that it led to."""

    at_ns: int
    happening: Happening
    facts: list[Fact]


class Programme:
    """Plays stretches by time.

    Stretches that continue each other are told to one feed. Files of blocks are told to
    the feed of a chain in the order in which they are named. Other files without a manifest are all
    told to one more feed, merged by the venue's time, for an archive keeps a file for each topic
    and day.
    """

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self.parts = [Happenings(stretch) for stretch in stretches]
        recorded: list[Chapter] = []
        bare: list[tuple[Stretch, Happenings]] = []
        blocks: list[Happenings] = []
        for stretch, part in zip(stretches, self.parts, strict=True):
            if stretch.manifest is not None:
                recorded.append(Chapter(stretch.manifest, stretch, part))
            elif holds_blocks(stretch):
                blocks.append(part)
            else:
                bare.append((stretch, part))
        self.missing: list[str] = []
        """Stretches that the played ones continue, and that are not played."""

        self._acts: list[tuple[Player, Iterator[Happening]]] = []
        for life in lives_of(recorded):
            self._add_life(life)
        if blocks:
            self._acts.append((BlockPlayer(), chain.from_iterable(blocks)))
        if bare:
            player = ArchivePlayer(feed_for([stretch for stretch, _ in bare]))
            self._acts.append((player, heapq.merge(*(part for _, part in bare), key=_moment)))

    @property
    def players(self) -> list[Player]:
        """One for each life of a feed."""
        return [player for player, _ in self._acts]

    def __iter__(self) -> Iterator[Told]:
        acts = [self._act(player, happenings) for player, happenings in self._acts]
        return acts[0] if len(acts) == 1 else heapq.merge(*acts, key=lambda told: told.at_ns)

    def _add_life(self, life: Sequence[Chapter]) -> None:
        first = life[0].manifest
        if first.continues is not None:
            self.missing.append(first.continues)
        happenings = chain.from_iterable(chapter.happenings for chapter in life)
        self._acts.append((ExactPlayer(feed_of(first)), happenings))

    @staticmethod
    def _act(player: Player, happenings: Iterator[Happening]) -> Iterator[Told]:
        for happening in happenings:
            yield Told(happening.at_ns, happening, player.play(happening))


def _moment(happening: Happening) -> int:
    return happening.at_ns
