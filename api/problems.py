"""Every error of the API in one form: problem details (RFC 9457)."""

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from core.errors import RefusedError, UnavailableError

MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """What went wrong, for a program (``type``, ``status``) and for a person (``detail``)."""

    type: str
    title: str
    status: int
    detail: str


def install(app: FastAPI) -> None:
    """Answer every error of ``app`` with a problem."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(UnavailableError, _unavailable)


async def _http(request: Request, error: Exception) -> JSONResponse:
    del request
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = str(error.detail) if isinstance(error, HTTPException) else "unexpected"
    return _answer("about:blank", status, detail)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    del request
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    texts = [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in faults]
    return _answer("invalid-request", HTTPStatus.UNPROCESSABLE_ENTITY, "; ".join(texts))


async def _refused(request: Request, error: Exception) -> JSONResponse:
    del request
    return _answer("refused", HTTPStatus.UNPROCESSABLE_ENTITY, str(error))


async def _unavailable(request: Request, error: Exception) -> JSONResponse:
    del request, error
    return _answer(
        "unavailable",
        HTTPStatus.SERVICE_UNAVAILABLE,
        "a store that is needed for this does not answer; try again in a few seconds",
    )


def _answer(kind: str, status: int, detail: str) -> JSONResponse:
    title = HTTPStatus(status).phrase
    problem = Problem(type=kind, title=title, status=status, detail=detail)
    return JSONResponse(problem.model_dump(), status_code=status, media_type=MEDIA_TYPE)
