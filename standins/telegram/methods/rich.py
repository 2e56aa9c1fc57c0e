"""sendRichMessage: headings, tables, lists, media and buttons in one message."""

from standins.telegram.methods.common import Call, Handler, send
from standins.telegram.rich import received as rich
from standins.telegram.world import World


def send_rich_message(world: World, call: Call) -> object:
    """A message laid out in blocks."""
    world.open_chat(call.args["chat_id"])
    wish = call.args["rich_message"]
    shown = rich.received(world.files, call, wish, users=world.state.users)
    return send(world, call, {"rich_message": shown})


METHODS: dict[str, Handler] = {"sendRichMessage": send_rich_message}
