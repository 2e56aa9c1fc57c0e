"""sendLocation, sendVenue, sendContact, sendDice: messages that are neither text nor file."""

from standins.telegram.errors import RefusalError
from standins.telegram.messages.cards import contact, location, venue
from standins.telegram.methods.common import Call, Handler, send
from standins.telegram.world import World

_SIDES = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
"""How many values each emoji can show."""


def send_location(world: World, call: Call) -> object:
    """A point on the map; with ``live_period`` it can move for so long."""
    return send(world, call, {"location": location(call.args)})


def send_venue(world: World, call: Call) -> object:
    """A place with a name."""
    return send(world, call, venue(call.args))


def send_contact(world: World, call: Call) -> object:
    """A telephone number with a name."""
    card = contact(call.args)
    same = [one.id for one in world.state.users.values() if one.phone == card["phone_number"]]
    return send(world, call, {"contact": {**card, "user_id": same[0]} if same else card})


def send_dice(world: World, call: Call) -> object:
    """A throw; the next number of the chat decides, so that a story repeats itself."""
    emoji = call.args.get("emoji", "🎲")
    if emoji not in _SIDES:
        raise RefusalError("DICE_EMOJI_INVALID")
    chat = world.open_chat(call.args["chat_id"])
    value = (len(chat.messages) * 7919) % _SIDES[emoji] + 1
    return send(world, call, {"dice": {"emoji": emoji, "value": value}})


METHODS: dict[str, Handler] = {
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendContact": send_contact,
    "sendDice": send_dice,
}
