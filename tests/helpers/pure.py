"""Import the pure modules of an addon without Odoo.

``addons/<addon>/tools`` is loaded as a package of its own, so that relative imports
between siblings work and no addon's ``__init__`` is run::

    token = pure("ticket_sale", "token")
"""

import sys
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

ADDONS = Path(__file__).resolve().parents[2] / "addons"


def pure(addon: str, module: str) -> ModuleType:
    """Return module ``module`` of the addon's ``tools`` package."""
    package = f"{addon}_tools"
    if package not in sys.modules:
        folder = ADDONS / addon / "tools"
        spec = spec_from_file_location(
            package, folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
        sys.modules[package] = module_from_spec(spec)
        spec.loader.exec_module(sys.modules[package])
    return import_module(f"{package}.{module}")
