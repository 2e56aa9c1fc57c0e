"""Somebody calls a contract and sends much with the call."""

from dataclasses import dataclass

from core.detection import Detection, detection_id
from engine.flows.calls import function_of

_KIND = "contract_interaction"
_NO_CONTRACTS = {"exchange", "deposit"}
_SAID = (
    "hash", "place", "block_hash", "from", "from_entity", "from_name", "from_class",
    "to", "to_entity", "to_name", "to_class", "tier", "value_wei", "coin", "status",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractInteractionOptions:
    """What counts as much.

    Parameters
    ----------
    smallest
        Smallest value of a call in whole coins; at it counts. 100 ether is what this tracker looks
        at by default.
    """

    smallest: float = 100.0

    def __post_init__(self) -> None:
        """Refuse a size that no call has or all have."""
        if not 0 < self.smallest < float("inf"):
            raise ValueError(f"smallest {self.smallest}: take more than 0")


class ContractInteractions:
    """Finds ``contract_interaction``: a transfer of the chain's own coin with call data.

    The transaction itself carries at least ``smallest`` coins, and four bytes or more of data that
    name a function (``texts["selector"]``). Its signature is in ``texts["function"]`` where it is
    one of the well-known (``engine.flows.calls``): four bytes are a hash, so another function can
    share them. Who is called and what it is for (``to_name``, ``to_class``: bridge, staking, token)
    is said where a label knows. Receivers labelled as an exchange's are left out: those are people
    that pay in with a memo. A receiver without a label is taken for a contract, because data that
    is sent to a wallet runs nothing; whoever writes a message to a friend is told too.

    ``of`` is the transfer it is. It remembers nothing: a call that is included again after its
    block was retracted is told under the same name, like the transfer itself.
    """

    def __init__(self, options: ContractInteractionOptions | None = None) -> None:
        self._options = options or ContractInteractionOptions()

    def update(self, fact: Detection) -> list[Detection]:
        """The call that this transfer is, if it is one."""
        size = fact.numbers.get("eth", fact.numbers.get("size", 0.0))
        selector = fact.texts.get("selector")
        if selector is None or "contract" in fact.texts or size < self._options.smallest:
            return []
        if fact.texts.get("to_class") in _NO_CONTRACTS:
            return []
        return [_told(fact, selector)]


def _told(transfer: Detection, selector: str) -> Detection:
    texts = {name: transfer.texts[name] for name in _SAID if name in transfer.texts}
    function = function_of(selector)
    called = {"selector": selector} | ({"function": function} if function else {})
    numbers = transfer.numbers
    return Detection(
        id=detection_id(_KIND, transfer.subject, transfer.texts["hash"]),
        kind=_KIND,
        subject=transfer.subject,
        formed_ns=transfer.formed_ns,
        known_ns=transfer.known_ns,
        seen_ns=transfer.seen_ns,
        late_ns=transfer.late_ns,
        of=transfer.id,
        numbers={name: numbers[name] for name in ("eth", "size", "block") if name in numbers},
        texts=texts | called,
    )
