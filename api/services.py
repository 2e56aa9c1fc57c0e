"""What the routers use. They ask for it by type; the composition root puts it there once."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from core.ports import Clock, History
from usecases.status import StatusSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Everything behind the API."""

    history: History
    clock: Clock
    status: StatusSource
    problems: Callable[[], Awaitable[dict[str, str]]]
    exposition: Callable[[], bytes]


def _services(request: Request) -> Services:
    return cast("Services", request.app.state.services)


Served = Annotated[Services, Depends(_services)]
