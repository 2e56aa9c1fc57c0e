"""Which transfers somebody wants to see, in a few words: ``500``, ``usdt 5M``, ``base 50``."""

import re
from dataclasses import dataclass

from core.errors import RefusedError
from core.explorers import EXPLORERS
from usecases.amounts import read_amount

_OWN_COINS = {"polygon": "POL"}
# What is worth a look when no amount is named, by coin as its contract writes it.
_WORTH_A_LOOK = {
    "ETH": 100.0, "WETH": 100.0, "stETH": 100.0, "wstETH": 100.0, "WBTC": 5.0, "POL": 1e6,
    "USDT": 1e6, "USDC": 1e6, "DAI": 1e6, "USDC.e": 1e6, "USDbC": 1e6, "USDT0": 1e6,
}  # fmt: skip
_SPELT = {coin.lower(): coin for coin in _WORTH_A_LOOK}
_FILL_WORDS = frozenset({"on", "over", "of", "from", "above", "in"})
_GLUED = re.compile(r"(?<=\d)(eth)\b|(?<=\d[kmb])(eth)\b", re.IGNORECASE)
_SYMBOL = re.compile(r"[A-Z][A-Z0-9.]{2,11}")
_MOST_OWN, _MOST_TOKENS = 1e7, 1e12


def own_coin(chain: str) -> str:
    """What a chain's own coin is called.

    >>> own_coin("base"), own_coin("polygon")
    ('ETH', 'POL')
    """
    return _OWN_COINS.get(chain, "ETH")


def worth_a_look(coin: str) -> float:
    """The smallest amount of a coin that is shown when none is named; 1 of one nobody knows."""
    return _WORTH_A_LOOK.get(coin, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferQuestion:
    """Transfers of at least ``least`` of ``coin`` on ``chain``."""

    coin: str = "ETH"
    least: float = 100.0
    chain: str = "ethereum"

    @property
    def own(self) -> bool:
        """Whether it is about the chain's own coin and not about a token."""
        return self.coin == own_coin(self.chain)


def read_question(text: str) -> TransferQuestion:
    """The question that the words behind ``/whales`` ask: a coin, a chain, an amount, or none.

    A token that is not well known is called by its symbol in capitals.

    Raises
    ------
    RefusedError
        If a word is none of these, or the amount is not from 1 to 10,000,000 (10**12 of a token).

    >>> read_question("1k"), read_question("on base usdc")
    (TransferQuestion(coin='ETH', least=1000.0, chain='ethereum'), \
TransferQuestion(coin='USDC', least=1000000.0, chain='base'))
    """
    chain, coin, rest = "ethereum", "", []
    for word in _GLUED.sub(r" \1\2", text).split():
        if word.lower() in EXPLORERS:
            chain = word.lower()
        elif word.lower() in _SPELT:
            coin = _SPELT[word.lower()]
        elif _SYMBOL.fullmatch(word) and read_amount(word) is None:
            coin = word
        elif word.lower() not in _FILL_WORDS:
            rest.append(word)
    coin = coin or own_coin(chain)
    question = TransferQuestion(coin=coin, least=worth_a_look(coin), chain=chain)
    return _at_least(question, " ".join(rest), text) if rest else question


def _at_least(question: TransferQuestion, words: str, text: str) -> TransferQuestion:
    least = read_amount(words)
    most = _MOST_OWN if question.own else _MOST_TOKENS
    if least is None or not 1 <= least <= most:
        raise RefusedError("refused-smallest", text=text.strip())
    return TransferQuestion(coin=question.coin, least=least, chain=question.chain)
