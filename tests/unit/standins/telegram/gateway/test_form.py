"""Specification of forms: every part comes out as it went in, and what is broken is refused."""

import pytest
from aiohttp import FormData, MultipartWriter

from standins.telegram.errors import RefusalError
from standins.telegram.gateway.form import Part, parts


def a_part(head: str, content: bytes) -> bytes:
    return b"--fence\r\n" + head.encode() + b"\r\n\r\n" + content + b"\r\n"


def read(*made: bytes) -> list[Part]:
    return list(parts(b"".join(made) + b"--fence--\r\n", "fence"))


def test_a_file_keeps_every_byte_even_those_that_look_like_an_end() -> None:
    content = b"\r\n--fenc\r\n\r\n\x00\xff--\r\n"

    found = read(
        a_part('Content-Disposition: form-data; name="chat_id"', b"42"),
        a_part(
            'content-disposition: form-data; name="photo"; filename="a b.png"\r\n'
            "Content-Type: image/png",
            content,
        ),
    )

    assert found[0] == Part("chat_id", b"42", None, "text/plain")
    assert found[1] == Part("photo", content, "a b.png", "image/png")


def test_a_name_beyond_ascii_is_read_in_each_way_it_is_written() -> None:
    plain = a_part('Content-Disposition: form-data; name="a"; filename="ä.txt"', b"1")
    starred = a_part(
        "Content-Disposition: form-data; name=\"b\"; filename*=utf-8''%C3%A4.txt", b"2"
    )

    assert [part.filename for part in read(plain, starred)] == ["ä.txt", "ä.txt"]


@pytest.mark.parametrize(
    ("encoding", "wrapped"), [("base64", b"w6Q="), ("quoted-printable", b"=C3=A4"), ("binary", "ä")]
)
def test_what_old_clients_wrap_is_unwrapped(encoding: str, wrapped: bytes | str) -> None:
    content = wrapped.encode() if isinstance(wrapped, str) else wrapped
    head = f'Content-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: {encoding}'

    assert read(a_part(head, content))[0].content == "ä".encode()


async def test_what_a_client_library_writes_is_read() -> None:
    form = FormData({"caption": "Ether ↗"})
    form.add_field("photo", b"\x89PNG", filename="c.png", content_type="image/png")
    writer = form()
    assert isinstance(writer, MultipartWriter)

    found = list(parts(await writer.as_bytes(), writer.boundary))

    assert found[0].content.decode() == "Ether ↗"
    assert (found[1].filename, found[1].mime, found[1].content) == (
        "c.png",
        "image/png",
        b"\x89PNG",
    )


@pytest.mark.parametrize(
    ("body", "boundary"),
    [
        (b"--fence--", None),
        (b"", "fence"),
        (b"hello", "fence"),
        (b'--fence\r\nContent-Disposition: form-data; name="a"\r\n\r\ncut', "fence"),
        (b"--fence\r\nno head\r\n--fence--", "fence"),
        (b"--fence\r\nContent-Type: a/b\r\n\r\nnameless\r\n--fence--", "fence"),
    ],
)
def test_a_form_that_is_broken_is_refused(body: bytes, boundary: str | None) -> None:
    with pytest.raises(RefusalError, match="can't parse form"):
        list(parts(body, boundary))
