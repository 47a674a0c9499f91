from . import (
    ir_http,
    ticket_gate,
    ticket_gate_device,
    ticket_gate_group,
    ticket_gate_package,
    ticket_gate_rule,
    ticket_gate_words_mixin,
    ticket_scan,
    ticket_ticket,
)
