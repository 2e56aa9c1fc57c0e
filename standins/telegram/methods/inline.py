"""answerInlineQuery: the bot offers results for what somebody typed behind its name."""

from standins.telegram.messages import inline
from standins.telegram.methods.common import Call, Handler
from standins.telegram.world import World


def answer_inline_query(world: World, call: Call) -> object:
    """Offer results for what somebody typed."""
    inline.answer(world, call.args["inline_query_id"], call.args, now=call.now)
    return True


METHODS: dict[str, Handler] = {
    "answerInlineQuery": answer_inline_query,
}
