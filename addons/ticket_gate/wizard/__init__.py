from . import (
    ticket_fare_give_back,
    ticket_gate_device_pairing,
    ticket_gate_device_token,
    ticket_gate_pass_card,
    ticket_gate_trial,
)
