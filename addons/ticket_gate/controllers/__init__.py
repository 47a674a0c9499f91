from . import (
    gate_api,
    gate_emergency,
    gate_hub,
    gate_page,
    gate_pair,
    gate_pass_photo,
    gate_passage,
    gate_persons,
    gate_pulse,
    gate_search,
    gate_tickets,
)
