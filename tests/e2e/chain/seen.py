"""What the steps of the walk ask of the house again and again."""


def the_session(house):
    """The theatre session that begins in two hours."""
    if "session" not in house.seen:
        [[house.seen["session"]]] = house.query(
            """SELECT session.id FROM ticket_session session
                 JOIN ticket_venue venue ON venue.id = session.venue_id
                WHERE venue.kind = 'theatre' AND session.state = 'on_sale'
             ORDER BY session.start LIMIT 1"""
        )
    return house.seen["session"]


def adult(house):
    return house.query("SELECT id FROM ticket_type WHERE code = 'adult'")[0][0]


def ticket_numbers(house, channel):
    return [
        number
        for (number,) in house.query(
            "SELECT number FROM ticket_ticket WHERE channel = %s ORDER BY id", channel
        )
    ]
