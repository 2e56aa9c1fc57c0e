"""sendLocation, sendVenue, sendContact, sendDice: messages that are neither text nor file."""

from standins.telegram.errors import RefusalError
from standins.telegram.methods.common import Call, Handler, send
from standins.telegram.wire import JsonObject
from standins.telegram.world import World

LOCATION = (
    "latitude",
    "longitude",
    "horizontal_accuracy",
    "live_period",
    "heading",
    "proximity_alert_radius",
)
_VENUE = (
    "title",
    "address",
    "foursquare_id",
    "foursquare_type",
    "google_place_id",
    "google_place_type",
)
_CONTACT = ("phone_number", "first_name", "last_name", "vcard")

_SIDES = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
"""How many values each emoji can show."""

_LATITUDE, _LONGITUDE, _ACCURACY, _CIRCLE = 90, 180, 1500, 360


def send_location(world: World, call: Call) -> object:
    """A point on the map; with ``live_period`` it can move for so long."""
    return send(world, call, {"location": location(call.args)})


def send_venue(world: World, call: Call) -> object:
    """A place with a name; the point is told twice, as in Telegram."""
    point = location(call.args)
    return send(
        world, call, {"venue": {"location": point, **_picked(call, _VENUE)}, "location": point}
    )


def send_contact(world: World, call: Call) -> object:
    """A telephone number with a name."""
    contact = _picked(call, _CONTACT)
    same = [one.id for one in world.state.users.values() if one.phone == contact["phone_number"]]
    return send(world, call, {"contact": {**contact, "user_id": same[0]} if same else contact})


def send_dice(world: World, call: Call) -> object:
    """A throw; the next number of the chat decides, so that a story repeats itself."""
    emoji = call.args.get("emoji", "🎲")
    if emoji not in _SIDES:
        raise RefusalError("DICE_EMOJI_INVALID")
    chat = world.open_chat(call.args["chat_id"])
    value = (len(chat.messages) * 7919) % _SIDES[emoji] + 1
    return send(world, call, {"dice": {"emoji": emoji, "value": value}})


def location(wish: JsonObject) -> JsonObject:
    """A checked ``Location``."""
    if abs(wish["latitude"]) > _LATITUDE or abs(wish["longitude"]) > _LONGITUDE:
        raise RefusalError("wrong location specified")
    limits = {"horizontal_accuracy": _ACCURACY, "heading": _CIRCLE}
    for name, most in limits.items():
        if not 0 <= wish.get(name, 0) <= most:
            raise RefusalError(f"wrong {name} specified")
    return {name: wish[name] for name in LOCATION if name in wish}


def _picked(call: Call, names: tuple[str, ...]) -> JsonObject:
    return {name: call.args[name] for name in names if name in call.args}


METHODS: dict[str, Handler] = {
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendContact": send_contact,
    "sendDice": send_dice,
}
