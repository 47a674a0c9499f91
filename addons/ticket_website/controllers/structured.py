import json

from markupsafe import Markup


def script_json(value):
    """What a page tells search engines; ``<`` is escaped, so no name ends the script."""
    return Markup(json.dumps(value).replace("<", "\\u003c"))
