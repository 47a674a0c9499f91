import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useAutofocus } from "@web/core/utils/hooks";
import { parseFloat as parseNumber } from "@web/views/fields/parsers";

/** Which tickets cost less, how much less, and why? */
export class TicketPriceDialog extends Component {
    static template = "ticket_pos.TicketPriceDialog";
    static components = { Dialog };
    static props = {
        kind: String,
        digits: Number,
        seats: {
            type: Array,
            element: {
                type: Object,
                shape: { place_id: Number, label: String, change: String },
            },
        },
        getPayload: Function,
        close: Function,
    };

    setup() {
        useAutofocus({ refName: "first" });
        this.kinds = [
            ["percent", _t("Percent off")],
            ["amount", _t("Amount off each")],
            ["free", _t("Complimentary")],
            ["full", _t("Full price")],
        ];
        this.state = useState({
            kind: this.props.kind,
            typed: "",
            reason: "",
            chosen: new Set(this.props.seats.map((seat) => seat.place_id)),
        });
    }

    get needsValue() {
        return ["percent", "amount"].includes(this.state.kind);
    }

    get needsReason() {
        return this.state.kind !== "full";
    }

    /** Hundredths of a percent, or the smallest coins; 0 for what is no number. */
    get value() {
        if (!this.needsValue) {
            return 0;
        }
        try {
            const number = parseNumber(this.state.typed);
            const scale = this.state.kind === "percent" ? 100 : 10 ** this.props.digits;
            return Math.max(0, Math.round(number * scale));
        } catch {
            return 0;
        }
    }

    get ready() {
        const { chosen, kind, reason } = this.state;
        const isWhole = kind === "percent" && this.value >= 10_000;
        return Boolean(
            chosen.size &&
            !isWhole &&
            (!this.needsValue || this.value) &&
            (!this.needsReason || reason.trim()),
        );
    }

    toggle(placeId) {
        if (!this.state.chosen.delete(placeId)) {
            this.state.chosen.add(placeId);
        }
    }

    confirm() {
        if (!this.ready) {
            return;
        }
        const { kind, reason } = this.state;
        const override = { kind, value: this.value, reason: reason.trim() };
        this.props.getPayload({
            placeIds: [...this.state.chosen],
            override: kind === "full" ? null : override,
        });
        this.props.close();
    }
}
