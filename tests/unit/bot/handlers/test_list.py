"""Specification of the list of handlers: what is in the folder is in the list, and in ``/help``."""

from pathlib import Path

import bot.handlers
from bot.handlers import COMMANDS, HANDLERS
from bot.views.texts import keys


def test_every_file_of_the_folder_is_in_the_list() -> None:
    folder = Path(bot.handlers.__file__).parent

    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    listed = [getattr(handler, "__name__", "").rpartition(".")[2] for handler in HANDLERS]

    assert sorted(listed) == sorted(files)


def test_what_nobody_else_takes_is_taken_last() -> None:
    assert HANDLERS[-1] is bot.handlers.otherwise


def test_every_command_is_one_that_telegram_takes_and_has_words() -> None:
    names = [command.name for command in COMMANDS]

    assert len(set(names)) == len(names) <= 100
    assert all(name.isidentifier() and name == name.lower() for name in names)
    assert {command.words for command in COMMANDS} <= keys("en")
