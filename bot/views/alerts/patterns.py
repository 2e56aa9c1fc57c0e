"""Patterns of money on a chain: what belongs together, and what was taken back."""

from collections.abc import Callable

from bot.views import chain
from bot.views.alerts.case import Case, Tell, Told, joined
from bot.views.html import Html, escape

_ALL = "all"
_COIN = "ETH"


def party(case: Case, name: str) -> Html:
    """Somebody who takes part: an address with its page, or the name of an entity."""
    called = case.text(name)
    if called.startswith("0x"):
        return chain.address(called, case.found.subject)
    return escape(chain.cut(called))


def worth(case: Case, coins: float, coin: str) -> str:
    """An amount in dollars, where the coin's price is known; empty where it is not."""
    if case.price is None or coin != _COIN:
        return ""
    return case.figures.usd(coins * case.price)


def _within(case: Case) -> Html:
    return case.texts("pattern-within", pause=case.figures.pause(case.number("window_s")))


def _pattern(mark: str, title: str, line: Callable[[Case], Html]) -> Tell:
    """Tells of transfers that belong together, with what they sum up to."""

    def tell(case: Case) -> Told:
        coins, coin = case.number("total"), case.text("coin")
        return Told(
            mark=mark,
            amount=case.figures.coins(coins, coin),
            worth=worth(case, coins, coin),
            title=case.texts(title),
            line=joined(line(case), _within(case)),
        )

    return tell


def _one_way(key: str) -> Callable[[Case], Html]:
    def line(case: Case) -> Html:
        share = case.figures.share(case.number("share"))
        count = int(case.number("count"))
        return case.texts(key, who=party(case, "who"), count=count, share=share)

    return line


def _structured(case: Case) -> Html:
    each = f"{case.figures.amount(case.number('smallest'))} to " + case.figures.coins(
        case.number("largest"), case.text("coin")
    )
    ends = {"sender": party(case, "from"), "recipient": party(case, "to")}
    return case.texts("structuring-line", count=int(case.number("count")), each=each, **ends)


def _peeled(case: Case) -> Html:
    ends = {"sender": party(case, "from"), "recipient": party(case, "to")}
    kept = case.figures.share(case.number("kept"))
    return case.texts("peel-line", count=int(case.number("count")), kept=kept, **ends)


def _circle(case: Case) -> Html:
    counts = {"count": int(case.number("count")), "wallets": int(case.number("wallets"))}
    return case.texts("loop-line", **counts)


def _together(case: Case) -> Html:
    key = "cluster-in" if case.text("flow") == "deposit" else "cluster-out"
    exchange, origin = party(case, "exchange"), party(case, "origin")
    count = int(case.number("count"))
    return case.texts(key, count=count, exchange=exchange, origin=origin)


def _awake(title: str) -> Tell:
    def tell(case: Case) -> Told:
        coins, coin = case.number("size"), case.text("coin")
        slept = case.figures.amount(case.number("days"), 0)
        return Told(
            mark="💤",
            amount=case.figures.coins(coins, coin),
            worth=worth(case, coins, coin),
            title=case.texts(title),
            line=case.texts(
                "dormant-line",
                days=slept,
                sender=party(case, "address"),
                recipient=party(case, "to"),
            ),
        )

    return tell


def _whose(case: Case) -> Html:
    everybody = case.text("exchange") == _ALL
    return case.texts("netflow-all") if everybody else party(case, "exchange")


def _netflow(case: Case) -> Told:
    net, coin = case.number("net"), case.text("asset")
    return Told(
        mark="🏦",
        amount=case.figures.signed(net, lambda size: case.figures.coins(size, coin)),
        worth=worth(case, abs(net), coin),
        title=case.texts("netflow-in" if net > 0 else "netflow-out", span=case.text("span")),
        line=joined(_whose(case), _usual(case)),
    )


def _usual(case: Case) -> Html:
    """What the exchange's own earlier windows were like, or what was said of this one before."""
    figures = case.figures
    if "told" in case.found.numbers:
        return case.texts("netflow-told", told=figures.amount(case.number("told")))
    low = case.number("usual") - case.number("usual_spread")
    high = case.number("usual") + case.number("usual_spread")
    ends = [figures.signed(each, lambda size: figures.amount(size, 0)) for each in (low, high)]
    return case.texts("netflow-usual", low=ends[0], high=ends[1])


def _deposit(case: Case) -> Told:
    share = case.figures.share(case.number("share"))
    return Told(
        mark="🏷",
        amount=chain.cut(case.text("entity")),
        named=True,
        title=case.texts("deposit-found"),
        line=joined(party(case, "address"), case.texts("deposit-why", share=share)),
    )


PATTERNS: dict[str, Tell] = {
    "accumulation": _pattern("📥", "accumulation", _one_way("accumulation-line")),
    "distribution": _pattern("📤", "distribution", _one_way("distribution-line")),
    "structuring": _pattern("🧩", "structuring", _structured),
    "peel_chain": _pattern("🧅", "peel-chain", _peeled),
    "loop": _pattern("🔁", "loop", _circle),
    "cluster": _pattern("👥", "cluster", _together),
    "dormant_wake_up": _awake("dormant"),
    "dormant_wake_up_restored": _awake("dormant-restored"),
    "netflow": _netflow,
    "netflow_corrected": _netflow,
    "deposit_address": _deposit,
}
