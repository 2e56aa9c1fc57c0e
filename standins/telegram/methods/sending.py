"""sendMessage and sendChatAction."""

from standins.telegram.methods.common import Call, Handler, send
from standins.telegram.text.formatting import text_fields
from standins.telegram.world import World


def send_message(world: World, call: Call) -> object:
    """A text."""
    world.open_chat(call.args["chat_id"])
    content = text_fields(call.args)
    if "link_preview_options" in call.args:
        content["link_preview_options"] = call.args["link_preview_options"]
    return send(world, call, content)


def send_chat_action(world: World, call: Call) -> object:
    """Show that the bot is busy."""
    world.action(world.open_chat(call.args["chat_id"]), call.args["action"])
    return True


METHODS: dict[str, Handler] = {
    "sendMessage": send_message,
    "sendChatAction": send_chat_action,
}
