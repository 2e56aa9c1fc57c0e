"""Specification of drawing in another process."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.app.easel import easel
from bot.charts import USUAL

PROGRAM = """
import asyncio, os, sys
from bot.app.easel import easel
from bot.charts import USUAL

async def main():
    async with easel() as draw:
        try:
            await draw("no scene", USUAL)
        except TypeError:
            print(open(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read(), flush=True)
        os._exit(137)

if __name__ == "__main__":
    asyncio.run(main())
"""


async def test_what_cannot_be_drawn_is_refused_as_it_would_be_here() -> None:
    async with easel() as draw:
        with pytest.raises(TypeError, match="no picture for str"):
            await draw("no scene", USUAL)


@pytest.mark.timeout(90)  # the new process loads all of the bot first
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc to see processes")
async def test_a_process_that_is_killed_leaves_nobody_behind(tmp_path: Path) -> None:
    program = tmp_path / "killed.py"
    program.write_text(PROGRAM)

    killed = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, str(program)],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        check=False,
        timeout=80,
    )

    children = killed.stdout.split()
    assert killed.returncode == 137
    assert children
    async with asyncio.timeout(10):
        while any(_runs(int(child)) for child in children):  # noqa: ASYNC110  processes tell nobody
            await asyncio.sleep(0.05)


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
