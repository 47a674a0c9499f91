import { Component, useState } from "@odoo/owl";
import { usePos } from "@point_of_sale/app/hooks/pos_hook";
import { askSupervisor } from "@ticket_pos/app/services/ticket_approval";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

/** The count is off: count again, or say why. */
export class TicketDifferenceDialog extends Component {
    static template = "ticket_pos.TicketDifferenceDialog";
    static components = { Dialog };
    static props = {
        differences: { type: Array, element: Object },
        attempt: Number,
        may_close: Boolean,
        getPayload: Function,
        close: Function,
    };

    setup() {
        this.pos = usePos();
        this.dialog = useService("dialog");
        this.state = useState({ reasonId: false, note: "", busy: false });
    }

    get reasons() {
        return this.pos.config._ticket_cash_reasons.filter(({ kind }) => kind === "difference");
    }

    get reason() {
        return this.reasons.find(({ id }) => id === this.state.reasonId);
    }

    get isReady() {
        return this.reason && (!this.reason.needs_note || this.state.note.trim());
    }

    money(amount) {
        return this.env.utils.formatCurrency(amount);
    }

    /** In the words of the drawer: money that is missing, or too much. */
    outcome({ difference }) {
        return difference < 0
            ? _t("%s missing", this.money(-difference))
            : _t("%s too much", this.money(difference));
    }

    async confirm() {
        let token = "";
        if (!this.props.may_close) {
            token = await this.approved();
            if (token === null) {
                return;
            }
        }
        const { reasonId, note } = this.state;
        this.props.getPayload({ reasonId, note: note.trim(), token });
        this.props.close();
    }

    approved() {
        return askSupervisor(
            { pos: this.pos, dialog: this.dialog },
            {
                act: "difference",
                model: "pos.session",
                keys: [this.pos.session.id],
                summary: this.props.differences
                    .map((one) => `${one.name}: ${this.outcome(one)}`)
                    .join(", "),
                reason: this.reason.name,
                amount: this.props.differences.reduce((sum, one) => sum + one.difference, 0),
            },
        );
    }
}
