from . import gate_api, gate_page
