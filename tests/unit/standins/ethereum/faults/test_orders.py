"""Specification of how faults are ordered from a node: listed, tagged, standing, ended."""

import re
from pathlib import Path
from typing import get_args

import msgspec

import standins.ethereum.faults as listed
from standins.ethereum.faults import Fault, MissingHead, Reorg
from standins.ethereum.faults import kinds as kinds_of_fault
from standins.ethereum.faults.kinds import Blow
from tests.unit.standins.ethereum.client import a_subscriber


def test_every_fault_is_in_the_list_and_has_a_tag_of_its_own() -> None:
    kinds = get_args(Fault)
    files = set(Path(listed.__file__).parent.glob("[a-z]*.py")) - {Path(kinds_of_fault.__file__)}
    declared = re.compile(r"^class (\w+)\((?:Blow|Standing|\w+Fault)\)", re.MULTILINE)
    written = {name for file in files for name in declared.findall(file.read_text())}

    assert {kind.__name__ for kind in kinds} == written
    assert len({kind.__struct_config__.tag for kind in kinds}) == len(kinds)


def test_an_order_is_a_json_object_with_the_faults_name() -> None:
    order = b'{"fault":"missing_head","times":3}'

    assert msgspec.json.decode(order, type=Fault) == MissingHead(times=3)


def test_a_fault_that_stands_is_told_and_can_be_ended() -> None:
    client = a_subscriber()

    told = client.order(MissingHead(times=5))
    client.house.forgive()
    client.mine()

    assert told == [{"fault": "missing_head", "left": 5}]
    assert len(client.heads) == 1


def test_what_happens_at_once_does_not_stand() -> None:
    client = a_subscriber(blocks=2)

    client.order(Reorg())

    assert issubclass(Reorg, Blow)
    assert client.house.board.standing() == []
