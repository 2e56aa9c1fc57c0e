"""The methods the stand-in plays, one file a family. A family exists when it is in this list."""

from standins.telegram.media.uploads import Upload
from standins.telegram.methods import (
    albums,
    answers,
    cards,
    chats,
    deleting,
    drafts,
    editing,
    elsewhere,
    ephemeral,
    forwarding,
    inline,
    invites,
    members,
    paid_media,
    pins,
    polls,
    profile,
    reactions,
    rich,
    sending,
    sending_media,
    topics,
    webhooks,
)
from standins.telegram.methods.common import Call, Handler

FAMILIES = (
    albums,
    answers,
    cards,
    chats,
    deleting,
    drafts,
    editing,
    elsewhere,
    ephemeral,
    forwarding,
    inline,
    invites,
    members,
    paid_media,
    pins,
    polls,
    profile,
    reactions,
    rich,
    sending,
    sending_media,
    topics,
    webhooks,
)

METHODS: dict[str, Handler] = {
    name: handler for family in FAMILIES for name, handler in family.METHODS.items()
}
"""By the name the documents write. ``getUpdates`` waits, so it lives in ``updates.py``."""

__all__ = ["FAMILIES", "METHODS", "Call", "Handler", "Upload"]
