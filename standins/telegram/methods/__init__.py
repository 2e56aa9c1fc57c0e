"""The methods the stand-in plays, one file a family. A family exists when it is in this list."""

from standins.telegram.methods import chats, editing, profile, sending, webhooks
from standins.telegram.methods.common import Call, Handler, Upload

FAMILIES = (chats, editing, profile, sending, webhooks)

METHODS: dict[str, Handler] = {
    name: handler for family in FAMILIES for name, handler in family.METHODS.items()
}
"""By the name the documents write. ``getUpdates`` waits, so it lives in ``updates.py``."""

__all__ = ["FAMILIES", "METHODS", "Call", "Handler", "Upload"]
