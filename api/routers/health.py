"""Whether the service lives and can work: for load balancers, orchestrators and people."""

from fastapi import APIRouter, Response
from pydantic import BaseModel

from api.services import Served

router = APIRouter(prefix="/v1/health", tags=["health"])


class Health(BaseModel):
    """``problems`` names what is wrong, by part; a ready service has none."""

    status: str
    problems: dict[str, str]


@router.get("/live")
async def live() -> Health:
    """Answers while the process can answer at all."""
    return Health(status="live", problems={})


@router.get("/ready", responses={503: {"model": Health}})
async def ready(services: Served, response: Response) -> Health:
    """Whether everything that the service depends on answers."""
    problems = await services.problems()
    if problems:
        response.status_code = 503
        return Health(status="not ready", problems=problems)
    return Health(status="ready", problems={})
