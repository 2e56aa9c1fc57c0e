"""What was told of a block that has left the chain, and holds no more."""

from bot.views import chain
from bot.views.alerts.case import Case, Tell, Told, joined
from bot.views.html import Html, escape

MARK = "↩️"


def _withdrawn(title: str) -> Tell:
    def tell(case: Case) -> Told:
        return Told(
            mark=MARK,
            amount=case.texts("taken-back"),
            named=True,
            title=case.texts(title),
            line=joined(_whose(case), case.texts("taken-back-why")),
        )

    return tell


def _whose(case: Case) -> Html:
    """Whom it was about, where that is said again."""
    address = case.text("address")
    if address:
        return chain.address(address, case.found.subject)
    return escape(chain.cut(case.text("exchange")))


TAKEN_BACK: dict[str, Tell] = {
    "accumulation_withdrawn": _withdrawn("accumulation"),
    "distribution_withdrawn": _withdrawn("distribution"),
    "structuring_withdrawn": _withdrawn("structuring"),
    "peel_chain_withdrawn": _withdrawn("peel-chain"),
    "loop_withdrawn": _withdrawn("loop"),
    "cluster_withdrawn": _withdrawn("cluster"),
    "dormant_wake_up_withdrawn": _withdrawn("dormant"),
    "netflow_withdrawn": _withdrawn("netflow-unusual"),
    "deposit_address_withdrawn": _withdrawn("deposit-found"),
}
