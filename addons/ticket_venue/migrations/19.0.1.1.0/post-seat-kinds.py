LOOKS = {
    "standard": ("#3b6fb6", ""),
    "wheelchair": ("#0b57d0", "♿"),
    "companion": ("#4a7fd0", "+"),
    "obstructed": ("#8a7a1f", "O"),
    "house": ("#7a63c6", "H"),
    "camera": ("#1f2733", "C"),
    "security": ("#c2503c", "S"),
    "press": ("#2f7d5f", "P"),
    "rostrum": ("#b5508f", "R"),
}


def migrate(cr, version):
    """Kinds of seats got a colour and a symbol; those a user changed stay."""
    for code, (color, symbol) in LOOKS.items():
        cr.execute(
            """UPDATE ticket_seat_kind SET color = %s, symbol = NULLIF(%s, '')
                WHERE code = %s AND symbol IS NULL""",
            (color, symbol, code),
        )
