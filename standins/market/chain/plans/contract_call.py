"""A whale calls a contract and sends much with the call: to stake, to swap, to lend."""

from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Plan
from standins.market.chain.scene import Scene

SELECTORS = ("0xa1903eab", "0x5ae401dc", "0x3593564c", "0x7ff36ab5", "0x12210e8a")
"""What is called: to stake, three ways to swap, and a function of no renown."""

DECOYS = 0.3


def _play(scene: Scene) -> None:
    luck, people = scene.luck, scene.people
    caller = scene.cast("caller", luck.choice(people.whales))
    amount = scene.amount(min(150 * luck.paretovariate(1.0), 9_000))
    if not luck.odds(DECOYS):
        contract = scene.cast("contract", luck.choice(people.contracts))
        _call(scene, caller, contract, amount)
    elif luck.odds(0.5):
        exchange = scene.cast("exchange", luck.choice(people.exchanges))
        _call(scene, caller, exchange, amount)
        scene.decoy("who is paid is an exchange: the data is a customer's memo")
    else:
        wallet = scene.cast("contract wallet", luck.choice(people.contracts))
        scene.pay(0, caller, wallet, amount, Plan.WHALE)
        scene.decoy("a contract is paid and nothing of it is called")


def _call(scene: Scene, caller: str, to: str, amount: int) -> None:
    data = scene.luck.choice(SELECTORS) + f"{amount:064x}"
    tx = scene.call(0, caller, to, Plan.WHALE, wei=amount, data=data)
    scene.moved(0, tx, "plain", (caller, to), amount, plan=Plan.WHALE)


CONTRACT_CALL = Pattern("contract-call", every=60, reach=(range(1),), play=_play)
