"""Places, venues and contacts as messages hold them, for methods and inline results alike."""

from standins.telegram.errors import RefusalError
from standins.telegram.wire import JsonObject

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

_LATITUDE, _LONGITUDE, _ACCURACY, _CIRCLE = 90, 180, 1500, 360


def location(wish: JsonObject) -> JsonObject:
    """A ``Location``.

    Raises
    ------
    RefusalError
        It lies beside the globe, or a radius or a direction is none.
    """
    if abs(wish["latitude"]) > _LATITUDE or abs(wish["longitude"]) > _LONGITUDE:
        raise RefusalError("wrong location specified")
    limits = {"horizontal_accuracy": _ACCURACY, "heading": _CIRCLE}
    for name, most in limits.items():
        if not 0 <= wish.get(name, 0) <= most:
            raise RefusalError(f"wrong {name} specified")
    return _picked(wish, LOCATION)


def venue(wish: JsonObject) -> JsonObject:
    """The content of a message with a venue; the point is told twice, as in Telegram."""
    point = location(wish)
    return {"venue": {"location": point, **_picked(wish, _VENUE)}, "location": point}


def contact(wish: JsonObject) -> JsonObject:
    """A ``Contact``; whether it is somebody here is for the sender to find out."""
    return _picked(wish, _CONTACT)


def _picked(source: JsonObject, names: tuple[str, ...]) -> JsonObject:
    return {name: source[name] for name in names if name in source}
