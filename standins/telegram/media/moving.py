"""What can be read from a moving picture without playing it: a GIF's size and length.

Nothing here reads MP4 or WebM: their size and length are what the bot says they are.
"""

from io import BytesIO

from PIL import Image

from standins.telegram.wire import JsonObject


def gif_attributes(content: bytes) -> JsonObject | None:
    """``width``, ``height`` and ``duration`` (whole seconds) of a GIF; None for anything else."""
    if not content.startswith(b"GIF8"):
        return None
    try:
        with Image.open(BytesIO(content)) as picture:
            width, height = picture.size
            milliseconds = 0.0
            for at in range(getattr(picture, "n_frames", 1)):
                picture.seek(at)
                milliseconds += picture.info.get("duration", 0)
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    return {"width": width, "height": height, "duration": round(milliseconds / 1000)}
