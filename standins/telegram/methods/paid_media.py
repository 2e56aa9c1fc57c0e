"""sendPaidMedia: photos and videos that a channel's readers pay for with Stars.

There are no Stars here, so nobody can buy them; the bot sees its own message whole, as it would in
Telegram.
"""

from standins.telegram.errors import RefusalError
from standins.telegram.media import offered as media
from standins.telegram.methods.common import Call, Handler, send
from standins.telegram.text.formatting import caption_fields
from standins.telegram.wire import JsonObject
from standins.telegram.world import World

_STARS = range(1, 25_001)
_MOST = 10


def send_paid_media(world: World, call: Call) -> object:
    """Up to ten photos and videos behind a price."""
    world.open_chat(call.args["chat_id"])
    if call.args["star_count"] not in _STARS:
        raise RefusalError("STARS_AMOUNT_INVALID")
    wanted = call.args["media"]
    if not wanted or len(wanted) > _MOST:
        raise RefusalError("wrong number of media in the paid message")
    shown = [_medium(world, call, one) for one in wanted]
    paid = {"star_count": call.args["star_count"], "paid_media": shown}
    return send(world, call, {"paid_media": paid} | caption_fields(call.args))


def _medium(world: World, call: Call, wish: JsonObject) -> JsonObject:
    kind = wish["type"]
    return {"type": kind, kind: media.content(world.files, call, kind, wish, wish["media"])[kind]}


METHODS: dict[str, Handler] = {"sendPaidMedia": send_paid_media}
