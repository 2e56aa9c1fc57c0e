"""Specification of logs in which no secret appears."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from runtime import logs

TOKEN = "123456789:AAabcdefghijklmnopqrstuvwxyz012345"  # noqa: S105  nobody's


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def test_a_line_is_one_object_with_its_time_and_level(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(level="info", form="json")

    structlog.get_logger("whale").info("feed.connected", feed="bybit")

    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["feed"], line["level"]) == ("feed.connected", "bybit", "info")
    assert line["timestamp"].endswith("Z")


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_token_is_not_written_wherever_it_stands(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure(level="info", form="json" if form == "json" else "text")
    log = structlog.get_logger("whale")

    log.info(TOKEN, url=f"https://api/bot{TOKEN}/x", deep={"a": [TOKEN]})
    logging.getLogger("aiohttp").warning("failed: %s", TOKEN)
    try:
        int(TOKEN)
    except ValueError:
        log.exception("broken")

    written = capsys.readouterr().err
    assert "broken" in written
    assert TOKEN[10:] not in written


def test_less_important_lines_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(level="warning", form="json")

    structlog.get_logger("whale").info("nobody reads this")

    assert capsys.readouterr().err == ""
