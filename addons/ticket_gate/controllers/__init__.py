from . import gate_api, gate_page, gate_pair, gate_search
