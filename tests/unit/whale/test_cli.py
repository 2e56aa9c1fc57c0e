"""Specification of the command line's manners."""

import pytest

from core.errors import MisconfiguredError
from whale.cli import main
from whale.roles import ROLES, roles_named


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr("sys.argv", ["whale", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    return int(end.value.code or 0)


def test_what_cannot_be_done_is_one_line_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run(monkeypatch, "scan", "blocks", "no-such-file")

    assert status == 1
    assert capsys.readouterr().err == "whale: no-such-file: No such file or directory\n"


def test_an_unknown_scenario_is_refused_with_the_stories_of_those_there_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run(monkeypatch, "demo", "--scenario", "moon")

    said = capsys.readouterr().err
    assert status == 1
    assert said.startswith("whale: no scenario 'moon'. Choose from:\n\ncalm-day\n    A quiet day")
    assert "\nliquidation-cascade\n" in said


def test_the_list_of_scenarios_starts_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run(monkeypatch, "demo", "--scenario", "list")

    said = capsys.readouterr().out
    assert status == 0
    assert said.startswith("calm-day\n    A quiet day")
    assert "Postgres" not in said


def test_a_scenario_and_a_recording_are_not_played_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status = run(monkeypatch, "demo", "--scenario", "calm-day", "--frames", "some.jsonl")

    assert status == 1
    assert "leave --scenario or --frames" in capsys.readouterr().err


def test_an_unknown_role_is_refused_with_the_ones_there_are() -> None:
    with pytest.raises(MisconfiguredError, match="no role baker; there are: ingest, worker, bot"):
        roles_named("worker,baker")


def test_every_role_exists() -> None:
    assert set(roles_named("all")) == set(ROLES)
