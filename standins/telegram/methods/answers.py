"""answerCallbackQuery and getFile: what a bot asks in passing."""

from standins.telegram.messages import conversation
from standins.telegram.methods.common import Call, Handler
from standins.telegram.world import World

_ANSWER: tuple[str, ...] = ("text", "show_alert", "url")


def answer_callback_query(world: World, call: Call) -> object:
    """Stop the button's waiting, if wished with a word or an alert."""
    shown = {name: call.args[name] for name in _ANSWER if name in call.args}
    conversation.answer(world, call.args["callback_query_id"], shown, now=call.now)
    return True


def get_file(world: World, call: Call) -> object:
    """Where a file can be downloaded."""
    return world.files.describe(call.args["file_id"])


METHODS: dict[str, Handler] = {
    "answerCallbackQuery": answer_callback_query,
    "getFile": get_file,
}
