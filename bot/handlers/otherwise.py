"""What nobody else understood: plain words, buttons of old menus, what is asked for in a group."""

from collections.abc import Sequence

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.views import menu, rules
from bot.views.screens import Button, Screen, Toast
from bot.views.texts import Texts
from core.errors import RefusedError
from usecases.add_rule import AddRule
from usecases.register_user import Person

COMMAND = None


def router() -> Router:
    """The last of all routers."""
    routes = Router(name="otherwise")
    routes.message.register(words, F.text, F.chat.type == "private")
    routes.message.register(in_group, Command("start", "alert", "alerts", "settings"))
    routes.callback_query.register(old_menu, F.message.chat.type == "private")
    routes.callback_query.register(not_here)
    return routes


async def words(message: Message, person: Person, texts: Texts, add_rule: AddRule) -> Screen:
    """``whale 500`` without a command is clear enough; anything else is not."""
    try:
        add_rule.read(message.text or "")
    except RefusedError:
        return Screen(text=texts("unheard"))
    return rules.saved(texts, await add_rule(person, message.text or ""))


async def in_group(_message: Message, command: CommandObject, bot: Bot, texts: Texts) -> Screen:
    """Rules are made in private, and settings too; here is the door."""
    me = await bot.me()
    wanted = "settings" if command.command == "settings" else "alert"
    door = Button(texts("button-private"), url=f"https://t.me/{me.username}?start={wanted}")
    return Screen(text=texts("private-only"), rows=((door,),))


async def old_menu(
    _query: CallbackQuery, person: Person, texts: Texts, symbols: Sequence[str]
) -> Screen:
    """The button is of a menu that we no longer speak."""
    return menu.old_menu(texts, next(iter(symbols), None), person.user.name)


async def not_here(_query: CallbackQuery, texts: Texts) -> Toast:
    """A button that needs a person, tapped in a group."""
    return Toast(text=texts("private-only"), alert=True)
