"""One file a resource, and this list."""

from fastapi import APIRouter

from api.routers import gaps, health, metrics, status, transfers

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    status.router,
    gaps.router,
    transfers.router,
    metrics.router,
)
