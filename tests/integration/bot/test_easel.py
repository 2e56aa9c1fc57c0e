"""Specification of drawing in another process.

It is seen from outside, by a program that is killed while it draws; it runs once for all tests.
"""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import asyncio, os

async def main():
    # Here, not above: the process that draws reads this file too, and would load all of the bot.
    from bot.app.easel import easel
    from bot.charts import USUAL

    async with easel() as draw:
        try:
            await draw("no scene", USUAL)
        except TypeError as refused:
            print(refused)
            print(open(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read(), flush=True)
        os._exit(137)

if __name__ == "__main__":
    asyncio.run(main())
"""

pytestmark = [
    pytest.mark.timeout(90),  # the new processes load the bot and its charts first
    pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc to see processes"),
]


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    program = tmp_path_factory.mktemp("easel") / "killed.py"
    program.write_text(PROGRAM)
    return subprocess.run(  # noqa: S603  the program above
        [sys.executable, str(program)],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=False,
        timeout=80,
    )


def test_what_cannot_be_drawn_is_refused_as_it_would_be_here(
    killed: subprocess.CompletedProcess[str],
) -> None:
    assert killed.stdout.startswith("no picture for str;"), killed.stderr


async def test_a_process_that_is_killed_leaves_nobody_behind(
    killed: subprocess.CompletedProcess[str],
) -> None:
    children = killed.stdout.splitlines()[1].split()

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
