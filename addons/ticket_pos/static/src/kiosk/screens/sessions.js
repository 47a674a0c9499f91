import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

/** When one show is on. */
export class Sessions extends Component {
    static template = "ticket_pos.KioskSessions";
    static props = { model: Object };

    setup() {
        this.shop = useState(this.props.model.shop);
    }

    left(session) {
        if (session.named) {
            return _t("Tickets with names: at the counter");
        }
        return session.free ? _t("%(count)s seats left", { count: session.free }) : _t("Sold out");
    }
}
