"""Specification of "one list, one line": a folder and its list hold the same."""

import re
from pathlib import Path
from typing import get_args

import pytest
import yaml

import engine.detectors
import engine.policy
from api import routers
from core import conditions
from engine.structure.concepts import OF_A_CHART, OF_A_TRACK
from whale.roles import ROLES

ROOT = Path(__file__).resolve().parents[2]


def files_of(folder: str) -> set[str]:
    return {path.stem for path in (ROOT / folder).glob("*.py")} - {"__init__"}


def test_every_detector_is_listed() -> None:
    listed = {each.make.__module__ for each in engine.detectors.DETECTORS}

    assert {name.rpartition(".")[2] for name in listed} == files_of("engine/detectors")


def test_every_concept_of_charts_is_listed() -> None:
    folder = ROOT / "engine" / "structure"
    written = {
        path.stem
        for path in folder.glob("*.py")
        if re.search(r"def __init__\(self, setting: Setting\)", path.read_text())
    }

    listed = {make.__module__.rpartition(".")[2] for make in (*OF_A_TRACK, *OF_A_CHART)}

    assert listed == written


def test_every_policy_is_listed() -> None:
    listed = {policy.__module__.rpartition(".")[2] for policy in engine.policy.POLICIES}

    assert listed == files_of("engine/policy")


def test_every_condition_is_listed() -> None:
    union = get_args(conditions.Condition)[0]

    listed = {kind.__module__.rpartition(".")[2] for kind in get_args(union)}

    assert listed == files_of("core/conditions")


def test_every_router_is_listed() -> None:
    modules = {name for name in vars(routers) if not name.startswith("_")}

    assert files_of("api/routers") <= modules
    assert len(routers.ROUTERS) == len(files_of("api/routers"))


def test_every_role_has_its_place_in_the_compose_file() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    placed = {
        role
        for service in services.values()
        for word in service.get("command", [])
        for role in str(word).split(",")
    }

    assert set(ROLES) <= placed


@pytest.mark.parametrize(
    "path", sorted((ROOT / "db" / "migrations").glob("*.sql")), ids=lambda path: path.name
)
def test_every_migration_can_be_taken_back(path: Path) -> None:
    text = path.read_text()

    assert "-- migrate:up" in text
    assert text.partition("-- migrate:down")[2].strip()
