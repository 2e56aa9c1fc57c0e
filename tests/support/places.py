"""Groups and channels of a running Telegram stand-in, with people in them."""

from standins.telegram.running import YOU, RunningTelegram
from tests.support.bots import BOT

ANN = 1002


async def place(
    telegram: RunningTelegram, kind: str, bot: str = "administrator", **wish: object
) -> int:
    """The number of a new chat that You own, with Ann in it, and the bot as ``bot`` says."""
    members = {YOU: "creator", ANN: "member", BOT: bot}
    wanted = {"type": kind, "title": "Whales", "members": members, **wish}
    return int((await telegram.control("chats", wanted))["id"])
