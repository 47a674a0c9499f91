"""Every reason a gate answers with, and what it says to people.

The codes are part of the API (see ``static/openapi/gate.yaml``): add, never rename.
"""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

MESSAGES = {
    # admitted
    "ok": _lt("Welcome"),
    "ok_partly": _lt("Welcome: %(admitted)s of %(admits)s are in"),
    "reentry": _lt("Welcome back"),
    "exit": _lt("Goodbye"),
    "free": _lt("Free passage: this lane checks nobody"),
    # refused: the code itself
    "malformed": _lt("This is not a ticket code"),
    "empty": _lt("Nothing was read: scan again"),
    "old_key": _lt(
        "This code was signed with a key that is no longer good: ask for a new print"
    ),
    "scan_id_used": _lt(
        "This device has sent another code under this scan number: scan again"
    ),
    "forged": _lt("Forged: this ticket was not issued by us"),
    "unknown": _lt("There is no ticket with this number"),
    "stale_code": _lt("Old code: ask for the live one on the phone"),
    "live_code_needed": _lt("Ask for the live code on the phone, not a picture of it"),
    "bad_id_number": _lt("This is not an ID number: check each digit"),
    "no_ticket_for_id": _lt("There is no ticket for this person here today"),
    "not_matched": _lt("This person is not known here: ask for the ticket"),
    "needs_server": _lt(
        "Without the network persons are not known here: ask for the ticket or the card"
    ),
    "pick_one": _lt("This person has %(tickets)s tickets here now: scan the ticket"),
    # refused: the ticket
    "refunded": _lt("This ticket was refunded"),
    "exchanged": _lt("This ticket was exchanged for another one"),
    "cancelled": _lt("This ticket was cancelled"),
    "void": _lt("This ticket is not valid any more"),
    "already_used": _lt("Already used: entered %(time)s at %(gate)s"),
    "already_used_then": _lt("Already used: entered %(time)s"),
    "already_used_before": _lt("Already used"),
    "no_reentry": _lt("No re-entry: this visitor has left"),
    "times_used": _lt("Used up: this ticket was for %(times)s visits"),
    "day_limit": _lt("No more visits today: it is good for %(per_day)s a day"),
    "passback": _lt("Already inside: it was not scanned out"),
    "too_soon": _lt("Used a moment ago: not again before %(again)s"),
    "too_many": _lt("Too many people: this ticket lets in %(left)s more"),
    "not_inside": _lt("Nobody is inside on this ticket"),
    "in_passage": _lt("Somebody is going through on this ticket right now"),
    # refused: the pass
    "pass_blocked": _lt("This pass is blocked: call a supervisor"),
    "pass_not_yet": _lt("This pass is good from %(opens)s on"),
    "pass_expired": _lt("This pass ended on %(closed)s"),
    "pass_not_here": _lt("This pass does not open this lane: %(type)s"),
    "nothing_on": _lt("Nothing is on: this pass is good when there is a session"),
    # refused: the session, the hour, the place
    "session_cancelled": _lt("Cancelled: %(session)s"),
    "session_postponed": _lt("Postponed: %(session)s"),
    "too_early": _lt("Too early: %(session)s. Doors open %(opens)s"),
    "too_late": _lt("Too late: this ticket was for %(session)s"),
    "wrong_venue": _lt("Wrong venue: this ticket is for %(venue)s"),
    "wrong_session": _lt("Another session: this ticket is for %(session)s"),
    "elsewhere": _lt("This ticket is not for a session at this lane"),
    "wrong_gate": _lt("Wrong gate for %(zone)s, %(type)s"),
    "wrong_gate_type": _lt("Wrong gate for %(type)s"),
    # stored-value cards at fare gates
    "fare_in": _lt("Welcome. %(balance)s on the card"),
    "fare_lost": _lt(
        "Welcome. The last exit is missing: %(charged)s taken, %(balance)s left"
    ),
    "fare_out": _lt("Goodbye. %(charged)s taken, %(balance)s left"),
    "fare_stray": _lt(
        "Goodbye. The entry is missing: %(charged)s taken, %(balance)s left"
    ),
    "fare_overtime": _lt(
        "Goodbye. Stayed too long: %(charged)s taken, %(balance)s left"
    ),
    "fare_inside": _lt("This card has just come in"),
    "fare_outside": _lt("This card has just gone out"),
    "fare_low": _lt("Charge the card: %(balance)s left, %(least)s needed"),
    "fare_short": _lt("Charge the card before leaving: %(balance)s left"),
    "fare_unknown": _lt("This is no ticket and no card of this house"),
    # refused: the lane, the device
    "outside_hours": _lt("Not at this hour: good from %(first)s to %(last)s"),
    "wrong_direction": _lt("Wrong way: this lane is for the other direction"),
    "gate_closed": _lt("This lane is closed"),
    "emergency": _lt("Emergency: nobody comes in. Send people out"),
    "refused_by_device": _lt("The device refused this ticket"),
    "wrong_clock": _lt("This device has a wrong clock: set the time and scan again"),
}

#: For lists and reports.
LABELS = [
    ("ok", "Admitted"),
    ("reentry", "Came Back"),
    ("exit", "Went Out"),
    ("free", "Free Passage"),
    ("released", "Did Not Go Through"),
    ("malformed", "Not a Ticket Code"),
    ("empty", "Nothing Read"),
    ("old_key", "Signed With an Old Key"),
    ("scan_id_used", "Scan Number Used Before"),
    ("forged", "Forged"),
    ("unknown", "Unknown Number"),
    ("stale_code", "Old Code"),
    ("live_code_needed", "Not the Live Code"),
    ("bad_id_number", "Not an ID Number"),
    ("no_ticket_for_id", "No Ticket for This ID"),
    ("not_matched", "Person Not Known"),
    ("needs_server", "Person, No Network"),
    ("pick_one", "Several Tickets"),
    ("refunded", "Refunded"),
    ("exchanged", "Exchanged"),
    ("cancelled", "Cancelled"),
    ("already_used", "Already Used"),
    ("no_reentry", "No Re-entry"),
    ("times_used", "Visits Used Up"),
    ("day_limit", "No More Visits Today"),
    ("passback", "Not Scanned Out"),
    ("too_soon", "Used a Moment Ago"),
    ("too_many", "Too Many People"),
    ("not_inside", "Not Inside"),
    ("in_passage", "Going Through Now"),
    ("pass_blocked", "Pass Blocked"),
    ("pass_not_yet", "Pass Not Valid Yet"),
    ("pass_expired", "Pass Ended"),
    ("pass_not_here", "Pass Not Good Here"),
    ("nothing_on", "Nothing On"),
    ("session_cancelled", "Session Cancelled"),
    ("session_postponed", "Session Postponed"),
    ("too_early", "Too Early"),
    ("too_late", "Too Late"),
    ("wrong_venue", "Wrong Venue"),
    ("wrong_session", "Wrong Session"),
    ("wrong_gate", "Wrong Gate"),
    ("fare_in", "Card Came In"),
    ("fare_lost", "Card: Exit Missing"),
    ("fare_out", "Card Went Out"),
    ("fare_stray", "Card: Entry Missing"),
    ("fare_overtime", "Card: Stayed Too Long"),
    ("fare_inside", "Card Inside Already"),
    ("fare_outside", "Card Outside Already"),
    ("fare_low", "Card: Too Little to Enter"),
    ("fare_short", "Card: Too Little to Leave"),
    ("fare_unknown", "No Such Card"),
    ("outside_hours", "Outside Its Hours"),
    ("wrong_direction", "Wrong Direction"),
    ("gate_closed", "Lane Closed"),
    ("emergency", "Emergency"),
    ("refused_by_device", "Refused by the Device"),
    ("wrong_clock", "Wrong Clock"),
]

ABOUT_SESSION = {
    "session_cancelled",
    "session_postponed",
    "too_early",
    "too_late",
    "wrong_session",
}


def message(reason, lang, **params):
    """Return what to say for ``reason`` in ``lang``.

    The language need not be installed: gates speak Chinese in any database.
    """
    text = MESSAGES[reason]._translate(lang)
    return text % params if params else text


def refusal(reason):
    """Return the code of a refusal that was made elsewhere, when we know it."""
    if reason in dict(LABELS) and reason not in {"ok", "reentry", "exit", "free"}:
        return reason
    return "refused_by_device"
