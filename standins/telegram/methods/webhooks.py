"""setWebhook, deleteWebhook, getWebhookInfo: where updates go. ``gateway/webhook.py`` delivers.

Telegram also calls the address before it says yes; here a wrong one shows in getWebhookInfo.
"""

from urllib.parse import urlsplit

from standins.telegram.backlog import pending
from standins.telegram.errors import RefusalError
from standins.telegram.methods.common import Call, Handler
from standins.telegram.records.pending import Webhook
from standins.telegram.state import State
from standins.telegram.wire import JsonObject, Told
from standins.telegram.world import World

_MOST_CONNECTIONS = 100
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_PORTS = {80, 88, 443, 8443}


def set_webhook(world: World, call: Call) -> object:
    """Push updates to this address; an empty address ends it."""
    url = call.args.get("url", "")
    if not url:
        return delete_webhook(world, call)
    _check_address(url, any_port_here=world.state.road.any_port)
    connections = min(max(call.args.get("max_connections", 40), 1), _MOST_CONNECTIONS)
    hook = Webhook(
        url=url,
        secret_token=call.args.get("secret_token"),
        max_connections=connections,
        has_certificate="certificate" in call.args,
    )
    remember_kinds(world.state, call.args)
    if _is_set(world.state.webhook, hook) and not call.args.get("drop_pending_updates"):
        return Told(result=True, description="Webhook is already set")
    _install(world, call, hook)
    return Told(result=True, description="Webhook was set")


def delete_webhook(world: World, call: Call) -> object:
    """The bot will poll."""
    was_set = bool(world.state.webhook.url)
    _install(world, call, Webhook())
    words = "Webhook was deleted" if was_set else "Webhook is already deleted"
    return Told(result=True, description=words)


def get_webhook_info(world: World, call: Call) -> object:
    """The address, what waits, and the last thing that went wrong."""
    hook = world.state.webhook
    info: JsonObject = {
        "url": hook.url,
        "has_custom_certificate": hook.has_certificate,
        "pending_update_count": pending(world.state, call.now),
    }
    if hook.url:
        info["max_connections"] = hook.max_connections
    if hook.last_error_date is not None:
        info["last_error_date"] = hook.last_error_date
        info["last_error_message"] = hook.last_error_message
    if world.state.allowed_updates:
        info["allowed_updates"] = world.state.allowed_updates
    return info


def remember_kinds(state: State, args: JsonObject) -> None:
    """``allowed_updates`` holds until it is given again; an empty list means the default."""
    if "allowed_updates" in args:
        state.allowed_updates = args["allowed_updates"] or None


def _is_set(old: Webhook, new: Webhook) -> bool:
    """Whether the bot asks for what it has; a certificate is always news."""
    if old.has_certificate or new.has_certificate:
        return False
    wanted = (new.url, new.secret_token, new.max_connections)
    return (old.url, old.secret_token, old.max_connections) == wanted


def _install(world: World, call: Call, hook: Webhook) -> None:
    world.state.webhook = hook
    if call.args.get("drop_pending_updates"):
        world.state.updates.clear()
    world.webhook_changed()


def _check_address(url: str, *, any_port_here: bool) -> None:
    """HTTPS and Telegram's four ports; plain HTTP and any port on this machine, unless forbidden.

    Telegram refuses every address that is not public; here those of this machine are what is used.
    """
    parts = urlsplit(url)
    if not parts.hostname or parts.scheme not in {"http", "https"}:
        raise RefusalError("invalid webhook URL specified")
    if parts.hostname in _LOOPBACK and any_port_here:
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
