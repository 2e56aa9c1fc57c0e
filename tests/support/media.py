"""Small files to send: real pictures, and bytes with the name of something else."""

from io import BytesIO

from aiogram.types import BufferedInputFile
from PIL import Image


def png(width: int = 120, height: int = 80, color: str = "teal") -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (width, height), color).save(buffer, "PNG")
    return buffer.getvalue()


def picture(width: int = 120, height: int = 80, color: str = "teal") -> BufferedInputFile:
    return BufferedInputFile(png(width, height, color), "chart.png")


def gif(width: int = 64, height: int = 48, frames: int = 4, milliseconds: int = 500) -> bytes:
    buffer = BytesIO()
    shades = [Image.new("L", (width, height), 60 * at) for at in range(frames)]
    shades[0].save(
        buffer, "GIF", save_all=True, append_images=shades[1:], duration=milliseconds, loop=0
    )
    return buffer.getvalue()


def file(name: str, content: bytes = b"bytes") -> BufferedInputFile:
    return BufferedInputFile(content, name)
