from . import ticket_gate_device_token
