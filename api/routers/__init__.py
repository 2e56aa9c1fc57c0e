"""One file a resource, and this list."""

from fastapi import APIRouter

from api.routers import health, metrics, transfers

ROUTERS: tuple[APIRouter, ...] = (health.router, transfers.router, metrics.router)
