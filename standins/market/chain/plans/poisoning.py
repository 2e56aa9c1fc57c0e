"""Somebody writes himself into a whale's history: token events that look like its own.

Either a transfer of nothing in the whale's name, which anybody may make, or one of a counterfeit
token that says any amount; both with an address that begins and ends like one the whale pays.
"""

from standins.market.chain.known import TETHER
from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Plan, Token
from standins.market.chain.scene import Scene

SHOWN = 4
"""Digits that wallets show of an address at either end."""


def _play(scene: Scene) -> None:
    luck, people = scene.luck, scene.people
    victim, friend = luck.sample(people.whales, 2)
    scene.cast("victim", victim)
    middle = f"{luck.getrandbits(160):040x}"[SHOWN:-SHOWN]
    likeness = scene.cast("likeness", friend[: 2 + SHOWN] + middle + friend[-SHOWN:])
    spammer = scene.cast("spammer", luck.choice(people.nobodies))
    if luck.odds(0.6):
        token, why = Token(TETHER, victim, likeness, 0), "a transfer of zero tokens"
    else:
        counterfeit = scene.cast("counterfeit token", luck.choice(people.contracts))
        amount = luck.randint(2, 90) * 10**12
        token, why = Token(counterfeit, victim, likeness, amount), "a token nobody knows"
    scene.give(0, spammer, token, Plan.LOOKALIKE, why=why)
    scene.decoy(why)


POISONING = Pattern("poisoning", every=14, reach=(range(1),), play=_play)
