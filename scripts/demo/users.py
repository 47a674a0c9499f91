"""One user for each role. The password is the login."""

# login: (name, groups, where the day begins); portal users have no back office
STAFF = {
    "manager": (
        "Mei Lin 林美",
        ("ticket_sale.group_ticket_manager",),
        "ticket_sale.ticket_today_action",
    ),
    "supervisor": (
        "Sam Ortiz",
        ("ticket_sale.group_ticket_supervisor",),
        "point_of_sale.action_pos_config_kanban",
    ),
    "cashier": (
        "Kay Wong 黃凱",
        ("ticket_sale.group_ticket_cashier",),
        "point_of_sale.action_pos_config_kanban",
    ),
    "gate": (
        "Gus Tran",
        ("ticket_gate.group_ticket_gate",),
        "ticket_gate.ticket_gate_action",
    ),
    "finance": (
        "Fay Chen 陳菲",
        ("ticket_sale.group_ticket_finance",),
        "ticket_sale.ticket_today_action",
    ),
    "editor": (
        "Ed Novak",
        ("ticket_venue.group_ticket_editor",),
        "ticket_venue.ticket_session_action",
    ),
}
#: What the supervisor types at the cashier's till.
SUPERVISOR_PIN = "508214"
PORTAL = {
    "distributor": ("Dora Hsu 許朵", ("ticket_distributor.group_ticket_distributor",)),
    "member": ("Max Reed", ()),
}


def load(env, settings):
    """Create the users and return their logins with their passwords."""
    internal = env.ref("base.group_user")
    portal = env.ref("base.group_portal")
    for login, (name, groups, home) in STAFF.items():
        user = _create(env, login, name, groups, internal)
        user.write({"action_id": env.ref(home).id, "odoobot_state": "disabled"})
        if login == "supervisor":
            _set_pin(env, user)
    for login, (name, groups) in PORTAL.items():
        _create(env, login, name, groups, portal)
    env.ref("base.user_admin").password = "admin"
    return {"users": {login: login for login in ("admin", *STAFF, *PORTAL)}}


def _set_pin(env, user):
    env["ticket.pin.set"].with_user(user).create(
        {"pin": SUPERVISOR_PIN, "pin_again": SUPERVISOR_PIN}
    )._set()


def _create(env, login, name, groups, basis):
    return (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            {
                "name": name,
                "login": login,
                "password": login,
                "email": f"{login}@venue.example",
                "tz": "Asia/Shanghai",
                "group_ids": [basis.id, *(env.ref(group).id for group in groups)],
            }
        )
    )
