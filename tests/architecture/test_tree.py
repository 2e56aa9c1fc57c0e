"""Specification of what no file of the project may hold."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = {".py", ".md", ".sql", ".toml", ".lock", ".yml", ".ftl", ".js", ".css", ".html", ".json", ""}
SECRET = re.compile(
    r"\b\d{8,12}:[A-Za-z0-9_-]{35}\b|AKIA[0-9A-Z]{16}|-----BEGIN [A-Z ]*PRIVATE KEY"
)


def tracked() -> list[Path]:
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"],  # noqa: S607  git is git
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def texts() -> list[tuple[str, str]]:
    return [
        (str(path.relative_to(ROOT)), path.read_text())
        for path in tracked()
        if path.suffix in TEXT and path.is_file()
    ]


def test_no_file_names_an_address_of_a_package_registry() -> None:
    word = "index" + "-url"

    named = [name for name, text in texts() if f"--{word} " in text or f"{word} =" in text]

    assert named == []


def test_no_file_holds_a_path_of_somebodys_machine() -> None:
    path = re.compile(r"(?<![\w/.])/(?:home|Users|root|work)/\w+")

    named = [name for name, text in texts() if path.search(text)]

    assert named == []


def test_no_file_holds_what_looks_like_a_secret() -> None:
    named = [name for name, text in texts() if SECRET.search(text)]

    assert named == []


def test_no_file_is_larger_than_half_a_megabyte() -> None:
    large = [path.name for path in tracked() if path.stat().st_size > 500 * 1024]

    assert large == []


def test_everything_in_the_lock_has_a_hash() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / name).read_text().splitlines()
        pins = [number for number, line in enumerate(lines) if re.match(r"\S+==", line)]
        assert pins
        assert all("--hash=" in lines[number + 1] for number in pins), name
