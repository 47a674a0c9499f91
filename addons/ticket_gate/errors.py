"""How the gate API says that a request cannot be answered."""

import json

from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response


class GateApiError(HTTPException):
    """An error in the shape of the API: ``{"error": {code, message, details}}``.

    A ticket that may not pass is no error: that is an answer, with status 200.
    """

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
