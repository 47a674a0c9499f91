import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { VoucherList } from "../components/voucher_list";

/** What is on. */
export class Shows extends Component {
    static template = "ticket_pos.KioskShows";
    static components = { VoucherList };
    static props = { model: Object };

    setup() {
        this.shop = useState(this.props.model.shop);
    }

    /** To where the vouchers came from, when there are any. */
    back() {
        const { model } = this.props;
        return this.shop.vouchers.length ? model.go("voucher") : model.leave("cancelled");
    }

    next(show) {
        const rest = show.sessions.length - 1;
        const { when } = show.sessions[0];
        return rest ? _t("%(when)s and %(rest)s more", { when, rest }) : when;
    }
}
