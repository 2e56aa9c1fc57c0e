"""Figures for Prometheus."""

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST

from api.services import Served

router = APIRouter(include_in_schema=False)


@router.get("/metrics")
async def metrics(services: Served) -> Response:
    """All figures of this process in the text format."""
    return Response(services.exposition(), media_type=CONTENT_TYPE_LATEST)
