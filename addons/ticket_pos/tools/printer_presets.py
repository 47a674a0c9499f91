"""What suits the printers that box offices buy.

The values are the makers' published ones for the head and the paper; how far a printer
is to be trusted with confirming a job is what the self-test finds out.
"""

_RECEIPT = {
    "language": "escpos",
    "dpi": 203,
    "cut": "partial",
    "feed": 0,
    "media": "roll",
    "rotate": "0",
    "confirmation": "process_id",
    "port": 9100,
}
_LABEL = _RECEIPT | {"cut": "none", "media": "gap", "gap": 3.0}

PRESETS = {
    "epson_t88": _RECEIPT
    | {"name": "Epson TM-T88 V…VII (80 mm)", "dpi": 180, "width_dots": 512},
    "epson_t20": _RECEIPT
    | {"name": "Epson TM-T20, T82, m30 (80 mm)", "width_dots": 576},
    "epson_l90": _RECEIPT
    | {
        "name": "Epson TM-L90 (80 mm, black mark)",
        "width_dots": 576,
        "media": "mark",
    },
    "receipt_80": _RECEIPT
    | {"name": "80 mm ESC/POS", "width_dots": 576, "confirmation": "status"},
    "receipt_58": _RECEIPT
    | {
        "name": "58 mm ESC/POS",
        "width_dots": 384,
        "cut": "none",
        "feed": 96,
        "confirmation": "status",
    },
    "boca_200": _RECEIPT
    | {
        "name": "Boca 2 × 5.5 in (200 dpi)",
        "language": "fgl",
        "dpi": 200,
        "width_dots": 400,
        "media": "mark",
        "cut": "full",
    },
    "boca_300": _RECEIPT
    | {
        "name": "Boca 2 × 5.5 in (300 dpi)",
        "language": "fgl",
        "dpi": 300,
        "width_dots": 600,
        "media": "mark",
        "cut": "full",
    },
    "zebra_zd": _LABEL
    | {"name": "Zebra ZD 80 mm (203 dpi)", "language": "zpl", "width_dots": 640},
    "zebra_zd_300": _LABEL
    | {
        "name": "Zebra ZD 80 mm (300 dpi)",
        "language": "zpl",
        "dpi": 300,
        "width_dots": 944,
    },
    "tsc": _LABEL
    | {"name": "TSC / Gprinter 80 mm (203 dpi)", "language": "tspl", "width_dots": 608},
}
