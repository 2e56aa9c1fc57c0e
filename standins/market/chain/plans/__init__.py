"""The patterns the made-up chain is planted with: one file each, and this list.

Their order is part of the chain: it is in every planted hash, so new ones go to the end. Those from
``FAILED`` to ``HOT_TO_COLD`` look like something and must not be reported.
"""

from standins.market.chain.pattern import Pattern
from standins.market.chain.plans.accumulation import ACCUMULATION
from standins.market.chain.plans.bridge import BRIDGE
from standins.market.chain.plans.cluster import CLUSTER
from standins.market.chain.plans.contract_call import CONTRACT_CALL
from standins.market.chain.plans.creation import CREATION
from standins.market.chain.plans.delegatecall import DELEGATECALL
from standins.market.chain.plans.deposit import DEPOSIT
from standins.market.chain.plans.distribution import DISTRIBUTION
from standins.market.chain.plans.dormant import DORMANT
from standins.market.chain.plans.failed import FAILED
from standins.market.chain.plans.hot_to_cold import HOT_TO_COLD
from standins.market.chain.plans.internal import INTERNAL
from standins.market.chain.plans.issue import ISSUE
from standins.market.chain.plans.loop import LOOP
from standins.market.chain.plans.nft import NFT
from standins.market.chain.plans.pass_through import PASS_THROUGH
from standins.market.chain.plans.peel_chain import PEEL_CHAIN
from standins.market.chain.plans.poisoning import POISONING
from standins.market.chain.plans.reverted_call import REVERTED_CALL
from standins.market.chain.plans.self_transfer import SELF_TRANSFER
from standins.market.chain.plans.structuring import STRUCTURING
from standins.market.chain.plans.token_whale import TOKEN_WHALE
from standins.market.chain.plans.validator_exit import VALIDATOR_EXIT
from standins.market.chain.plans.whale import WHALE
from standins.market.chain.plans.wrap import WRAP

PATTERNS: tuple[Pattern, ...] = (
    WHALE,
    DEPOSIT,
    ACCUMULATION,
    DISTRIBUTION,
    STRUCTURING,
    PEEL_CHAIN,
    DORMANT,
    CLUSTER,
    PASS_THROUGH,
    TOKEN_WHALE,
    ISSUE,
    INTERNAL,
    VALIDATOR_EXIT,
    CREATION,
    BRIDGE,
    FAILED,
    POISONING,
    NFT,
    DELEGATECALL,
    SELF_TRANSFER,
    WRAP,
    REVERTED_CALL,
    HOT_TO_COLD,
    LOOP,
    CONTRACT_CALL,
)
