"""setWebhook, deleteWebhook, getWebhookInfo: where updates go. Delivery is in ``webhook.py``."""

from urllib.parse import urlsplit

from standins.telegram.errors import RefusalError
from standins.telegram.methods.common import Call, Handler
from standins.telegram.state import Webhook
from standins.telegram.wire import JsonObject
from standins.telegram.world import World

_MOST_CONNECTIONS = 100
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_PORTS = {80, 88, 443, 8443}


def set_webhook(world: World, call: Call) -> object:
    """Push updates to this address; an empty address ends it."""
    url = call.args.get("url", "")
    if url:
        _check_address(url)
    connections = min(max(call.args.get("max_connections", 40), 1), _MOST_CONNECTIONS)
    remember_kinds(world, call.args)
    _install(
        world,
        call,
        Webhook(url=url, secret_token=call.args.get("secret_token"), max_connections=connections),
    )
    return True


def delete_webhook(world: World, call: Call) -> object:
    """The bot will poll."""
    _install(world, call, Webhook())
    return True


def get_webhook_info(world: World, _call: Call) -> object:
    """The address, what waits, and the last thing that went wrong."""
    hook = world.state.webhook
    info: JsonObject = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.state.updates),
    }
    if hook.url:
        info["max_connections"] = hook.max_connections
    if hook.last_error_date is not None:
        info["last_error_date"] = hook.last_error_date
        info["last_error_message"] = hook.last_error_message
    if world.state.allowed_updates:
        info["allowed_updates"] = world.state.allowed_updates
    return info


def remember_kinds(world: World, args: JsonObject) -> None:
    """``allowed_updates`` holds until it is given again; an empty list means the default."""
    if "allowed_updates" in args:
        world.state.allowed_updates = args["allowed_updates"] or None


def _install(world: World, call: Call, hook: Webhook) -> None:
    world.state.webhook = hook
    if call.args.get("drop_pending_updates"):
        world.state.updates.clear()
    world.webhook_changed()


def _check_address(url: str) -> None:
    """HTTPS and Telegram's four ports; plain HTTP and any port on this machine alone."""
    parts = urlsplit(url)
    if parts.hostname in _LOOPBACK and parts.scheme in {"http", "https"}:
        return
    if parts.scheme != "https":
        raise RefusalError("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.port is not None and parts.port not in _PORTS:
        raise RefusalError("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


METHODS: dict[str, Handler] = {
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
