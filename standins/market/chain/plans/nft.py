"""A picture changes hands: the same event as a token's, but the fourth topic is its number."""

from standins.market.chain.pattern import Pattern
from standins.market.chain.records import Plan, Token
from standins.market.chain.scene import Scene


def _play(scene: Scene) -> None:
    luck, people = scene.luck, scene.people
    collection = scene.cast("collection", people.contracts[luck.randrange(5)])
    sender, to = luck.sample(people.nobodies, 2)
    piece = luck.choice((luck.randrange(10_000), luck.getrandbits(200)))
    why = "a piece's number is no amount"
    scene.give(0, sender, Token(collection, sender, to, piece, nft=True), Plan.LOOKALIKE, why=why)
    scene.decoy(why)


NFT = Pattern("nft", every=12, reach=(range(1),), play=_play)
