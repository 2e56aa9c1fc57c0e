"""What a bot says of itself: getMe, commands, names, descriptions, the menu button."""

from collections.abc import Callable

from standins.telegram import present
from standins.telegram.errors import RefusalError
from standins.telegram.methods.common import Call, Handler
from standins.telegram.standing.menus import scope_key
from standins.telegram.standing.rights import chosen
from standins.telegram.state import Bot
from standins.telegram.world import World

_MOST_COMMANDS = 100


def get_me(world: World, _call: Call) -> object:
    """The bot."""
    return present.me(world.state.bot)


def set_my_commands(world: World, call: Call) -> object:
    """The list behind ``/`` for one scope and language; an empty list removes it."""
    commands = call.args["commands"]
    if len(commands) > _MOST_COMMANDS:
        raise RefusalError("BOT_COMMANDS_TOO_MUCH")
    key = _scope_key(world, call)
    if commands:
        world.state.bot.commands[key] = commands
    else:
        world.state.bot.commands.pop(key, None)
    world.profile_changed()
    return True


def get_my_commands(world: World, call: Call) -> object:
    """The list of exactly this scope and language."""
    return world.state.bot.commands.get(_scope_key(world, call), [])


def delete_my_commands(world: World, call: Call) -> object:
    """Remove the list of this scope and language, so that the next wider one shows."""
    world.state.bot.commands.pop(_scope_key(world, call), None)
    world.profile_changed()
    return True


def _scope_key(world: World, call: Call) -> str:
    scope = call.args.get("scope", {"type": "default"})
    parts = [scope["type"]]
    if "chat_id" in scope:
        parts.append(str(world.chat(scope["chat_id"]).id))
    if "user_id" in scope:
        parts.append(str(scope["user_id"]))
    return scope_key(":".join(parts), call.args.get("language_code", ""))


def set_chat_menu_button(world: World, call: Call) -> object:
    """The button beside the input: of one private chat, or of all."""
    button = call.args.get("menu_button", {"type": "default"})
    kept = None if button["type"] == "default" else button
    if "chat_id" in call.args:
        world.chat(call.args["chat_id"]).menu_button = kept
    else:
        world.state.bot.menu_button = kept
    world.profile_changed()
    return True


def get_chat_menu_button(world: World, call: Call) -> object:
    """The button beside the input."""
    own = world.chat(call.args["chat_id"]).menu_button if "chat_id" in call.args else None
    return own or world.state.bot.menu_button or {"type": "commands"}


def set_default_rights(world: World, call: Call) -> object:
    """The rights asked for when somebody adds the bot as an administrator."""
    kind = _kind(call)
    if "rights" in call.args:
        world.state.bot.default_rights[kind] = call.args["rights"]
    else:
        world.state.bot.default_rights.pop(kind, None)
    return True


def get_default_rights(world: World, call: Call) -> object:
    """The rights asked for, with every right that such a chat has."""
    kind = _kind(call)
    return chosen(kind, world.state.bot.default_rights.get(kind, {}))


def _kind(call: Call) -> str:
    return "channel" if call.args.get("for_channels") else "supergroup"


def _setter(pick: Callable[[Bot], dict[str, str]], field: str) -> Handler:
    def handler(world: World, call: Call) -> object:
        texts = pick(world.state.bot)
        language = call.args.get("language_code", "")
        if call.args.get(field):
            texts[language] = call.args[field]
        else:
            texts.pop(language, None)
        world.profile_changed()
        return True

    return handler


def _getter(pick: Callable[[Bot], dict[str, str]], field: str) -> Handler:
    def handler(world: World, call: Call) -> object:
        texts = pick(world.state.bot)
        default = texts.get("", world.state.bot.name if field == "name" else "")
        return {field: texts.get(call.args.get("language_code", ""), default)}

    return handler


def _names(bot: Bot) -> dict[str, str]:
    return bot.names


def _descriptions(bot: Bot) -> dict[str, str]:
    return bot.descriptions


def _short_descriptions(bot: Bot) -> dict[str, str]:
    return bot.short_descriptions


METHODS: dict[str, Handler] = {
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _setter(_names, "name"),
    "getMyName": _getter(_names, "name"),
    "setMyDescription": _setter(_descriptions, "description"),
    "getMyDescription": _getter(_descriptions, "description"),
    "setMyShortDescription": _setter(_short_descriptions, "short_description"),
    "getMyShortDescription": _getter(_short_descriptions, "short_description"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
    "setMyDefaultAdministratorRights": set_default_rights,
    "getMyDefaultAdministratorRights": get_default_rights,
}
