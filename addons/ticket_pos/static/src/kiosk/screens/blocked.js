import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

/** The kiosk cannot be used: why, and where to go. */
export class Blocked extends Component {
    static template = "ticket_pos.KioskBlocked";
    static props = { model: Object };

    get title() {
        return {
            offline: _t("No connection"),
            closed: _t("This kiosk is closed"),
            paper: _t("Out of paper"),
            printer: _t("Out of order"),
        }[this.props.model.blocked];
    }

    get advice() {
        return {
            offline: _t("We are trying to reach the server. This screen comes back by itself."),
            closed: _t("Please use another kiosk or go to the counter."),
            paper: _t("Our staff has been told. Please use another kiosk or go to the counter."),
            printer: _t("The printer needs help. Please use another kiosk or go to the counter."),
        }[this.props.model.blocked];
    }

    get icon() {
        return {
            offline: "fa-wifi",
            closed: "fa-moon-o",
            paper: "fa-file-o",
            printer: "fa-wrench",
        }[this.props.model.blocked];
    }
}
