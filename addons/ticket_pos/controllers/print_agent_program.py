import re

from odoo.http import Controller, Response, request, route
from odoo.tools import file_open

from ..tools import agent_program

_PLAIN_URL = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~/-]*)?")


class PrintAgentProgram(Controller):
    """The print agent for download: no secret is in it, a pairing code comes by hand."""

    @route(
        "/ticket/print-agent.pyz",
        type="http",
        auth="public",
        methods=["GET"],
        sitemap=False,
        save_session=False,
    )
    def program(self, **_kwargs):
        return Response(
            agent_program.zipped(),
            content_type="application/zip",
            headers={
                "Cache-Control": "no-cache",
                "Content-Disposition": "attachment; filename=print-agent.pyz",
            },
        )

    @route(
        "/ticket/print-agent.sh",
        type="http",
        auth="public",
        methods=["GET"],
        sitemap=False,
        save_session=False,
    )
    def installer(self, **_kwargs):
        """A script for ``curl … | sudo sh -s -- CODE`` that knows this server."""
        url = request.env["ir.config_parameter"].sudo().get_param("web.base.url", "")
        if not _PLAIN_URL.fullmatch(url):
            raise request.not_found()  # it would be run by a shell
        with file_open("ticket_pos/tools/print_agent/install.sh") as script:
            text = script.read().replace("@SERVER@", url.rstrip("/"))
        return Response(
            text,
            content_type="text/x-shellscript; charset=utf-8",
            headers={"Cache-Control": "no-cache"},
        )
