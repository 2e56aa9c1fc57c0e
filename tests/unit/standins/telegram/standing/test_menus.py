"""Specification of the command menu: the narrowest scope wins, the own language before all."""

from standins.telegram.standing.menus import shown_commands
from standins.telegram.wire import JsonObject
from tests.support.stage import ANN, YOU, Stage


def commands(name: str) -> list[JsonObject]:
    return [{"command": name, "description": name}]


def test_a_chats_own_list_comes_before_the_default(stage: Stage) -> None:
    stage.state.users[YOU].language_code = "de"
    stage.state.bot.commands = {"default|": commands("wide"), f"chat:{YOU}|de": commands("own")}

    assert shown_commands(stage.state, stage.chat, YOU) == commands("own")
    assert shown_commands(stage.state, stage.state.chats[ANN], ANN) == commands("wide")


def test_administrators_of_a_group_see_more(stage: Stage) -> None:
    group = stage.place("supergroup")
    stage.state.bot.commands = {
        "all_group_chats|": commands("heatmap"),
        "all_chat_administrators|": commands("settings"),
    }

    assert shown_commands(stage.state, group, YOU) == commands("settings")
    assert shown_commands(stage.state, group, ANN) == commands("heatmap")


def test_one_member_can_have_a_list_of_their_own(stage: Stage) -> None:
    group = stage.place("supergroup")
    stage.state.bot.commands = {
        f"chat:{group.id}|": commands("all"),
        f"chat_administrators:{group.id}|": commands("admins"),
        f"chat_member:{group.id}:{YOU}|": commands("you"),
    }

    assert shown_commands(stage.state, group, YOU) == commands("you")
    assert shown_commands(stage.state, group, ANN) == commands("all")


def test_a_language_with_no_list_falls_back_to_every_language_of_the_same_scope(
    stage: Stage,
) -> None:
    stage.state.users[YOU].language_code = "uk"
    stage.state.bot.commands = {"all_private_chats|": commands("near"), "default|uk": commands("x")}

    assert shown_commands(stage.state, stage.chat, YOU) == commands("near")


def test_a_channel_has_no_menu(stage: Stage) -> None:
    channel = stage.place("channel", bot="administrator")
    stage.state.bot.commands = {"default|": commands("start")}

    assert shown_commands(stage.state, channel, YOU) == []
