"""How the device APIs say that a request cannot be answered."""

import json
from http import HTTPStatus

from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response


class ApiError(HTTPException):
    """An error in the shape of the APIs: ``{"error": {code, message, details}}``."""

    def __init__(self, status, error_code, message, **details):
        super().__init__(message)
        self.code = int(status)
        self.error = {"code": error_code, "message": message, "details": details}

    def get_response(self, environ=None, scope=None):
        headers = {"WWW-Authenticate": "Bearer"} if self.code == 401 else {}
        if self.code == 503:
            headers["Retry-After"] = "1"
        return Response(
            json.dumps({"error": self.error}, ensure_ascii=False),
            status=self.code,
            headers=headers,
            content_type="application/json; charset=utf-8",
        )


def as_api_error(exception):
    """Return whatever went wrong in the shape of the APIs."""
    if isinstance(exception, ApiError):
        return exception
    if isinstance(exception, HTTPException) and exception.code:
        status = HTTPStatus(exception.code)
    else:
        status = HTTPStatus.INTERNAL_SERVER_ERROR
    code = status.phrase.lower().replace(" ", "_")
    return ApiError(status, code, status.description or status.phrase)
