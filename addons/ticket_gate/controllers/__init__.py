from . import gate_api, gate_page, gate_pair
