"""sendPhoto, sendDocument, sendVideo and the other methods that send one file."""

from collections.abc import Callable

from standins.telegram.media import offered as media
from standins.telegram.methods.common import Call, Handler, send
from standins.telegram.text.formatting import caption_fields
from standins.telegram.world import World

_CAPTIONED = ("photo", "document", "video", "animation", "audio", "voice", "live_photo")
_PLAIN = ("video_note", "sticker")


def _sender(kind: str, *, captioned: bool) -> Callable[[World, Call], object]:
    """The method that sends a file of one kind: uploaded now, or known by its file_id."""

    def handler(world: World, call: Call) -> object:
        world.open_chat(call.args["chat_id"])
        words = caption_fields(call.args) if captioned else {}
        shown = media.content(world.files, call, kind, call.args, call.args[kind])
        return send(world, call, shown | words)

    return handler


def _method(kind: str) -> str:
    """``sendVideoNote`` for ``video_note``."""
    return "send" + "".join(word.capitalize() for word in kind.split("_"))


METHODS: dict[str, Handler] = {
    **{_method(kind): _sender(kind, captioned=True) for kind in _CAPTIONED},
    **{_method(kind): _sender(kind, captioned=False) for kind in _PLAIN},
}
