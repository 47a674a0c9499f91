"""One user for each role. The password is the login."""

# login: (name, groups); portal users have no back office
STAFF = {
    "manager": ("Mei Lin 林美", ("ticket_sale.group_ticket_manager",)),
    "supervisor": ("Sam Ortiz", ("ticket_sale.group_ticket_supervisor",)),
    "cashier": ("Kay Wong 黃凱", ("ticket_sale.group_ticket_cashier",)),
    "gate": ("Gus Tran", ("ticket_gate.group_ticket_gate",)),
    "finance": ("Fay Chen 陳菲", ("ticket_sale.group_ticket_finance",)),
    "editor": ("Ed Novak", ("ticket_venue.group_ticket_editor",)),
}
PORTAL = {
    "distributor": ("Dora Hsu 許朵", ("ticket_distributor.group_ticket_distributor",)),
    "member": ("Max Reed", ()),
}


def load(env, settings):
    """Create the users and return their logins with their passwords."""
    internal = env.ref("base.group_user")
    portal = env.ref("base.group_portal")
    for people, basis in ((STAFF, internal), (PORTAL, portal)):
        for login, (name, groups) in people.items():
            env["res.users"].with_context(no_reset_password=True).create(
                {
                    "name": name,
                    "login": login,
                    "password": login,
                    "email": f"{login}@venue.example",
                    "group_ids": [
                        (6, 0, (basis + _existing(env, groups)).ids),
                    ],
                }
            )
    env.ref("base.user_admin").password = "admin"
    return {"users": {login: login for login in ("admin", *STAFF, *PORTAL)}}


def _existing(env, names):
    groups = env["res.groups"]
    for name in names:
        groups += env.ref(name)
    return groups
