import { Component, onMounted, useRef, useState } from "@odoo/owl";
import { useBarcodeReader } from "@point_of_sale/app/hooks/barcode_reader_hook";
import { usePos } from "@point_of_sale/app/hooks/pos_hook";
import { TicketFindCard } from "@ticket_pos/app/components/ticket_find/ticket_find_card";
import { anyScan } from "@ticket_pos/app/utils/any_scan";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

/** One box for scan, order, seat, phone, name and ID number; below it what was found. */
export class TicketFindDialog extends Component {
    static template = "ticket_pos.TicketFindDialog";
    static components = { Dialog, TicketFindCard };
    static props = {
        text: { type: String, optional: true },
        /** What was scanned already, and what the server answered */
        asked: { type: String, optional: true },
        answer: { type: Object, optional: true },
        /** Somebody comes for tickets: one order that is found is handed out at once. */
        pickup: { type: Boolean, optional: true },
        close: Function,
    };
    static defaultProps = { text: "", asked: "", answer: null, pickup: false };

    setup() {
        this.pos = usePos();
        this.find = useService("ticket_find");
        this.input = useRef("input");
        const { text, asked, answer } = this.props;
        this.state = useState({ text, kind: null, answer, busy: false, failure: "", round: 0 });
        this.last = [asked, null];
        const scanned = anyScan((code) => {
            this.state.round++;
            return this.search(code);
        });
        useBarcodeReader(scanned, true);
        onMounted(() => this.input.el.focus());
    }

    get kinds() {
        const kinds = [
            { id: null, name: _t("Anything") },
            { id: "order", name: _t("Order") },
            { id: "phone", name: _t("Phone") },
            { id: "identity", name: _t("ID number") },
            { id: "name", name: _t("Name") },
            { id: "seat", name: _t("Seat") },
        ];
        return this.props.pickup ? kinds.slice(0, 4) : kinds;
    }

    get title() {
        return this.props.pickup ? _t("Pick up tickets") : _t("Find orders and tickets");
    }

    /** Only one order can be meant. */
    get auto() {
        return this.props.pickup && this.state.answer.results.length === 1;
    }

    get placeholder() {
        const hints = {
            order: _t("Number of the order"),
            phone: _t("Phone, or its last four digits"),
            name: _t("Name, or a part of it"),
            seat: _t("Row and seat: 12-5"),
            identity: _t("ID number, or its last four"),
        };
        return (
            hints[this.state.kind] || _t("Scan, or type an order, phone, name, seat or ID number")
        );
    }

    choose(kind) {
        this.state.kind = kind;
        this.input.el.focus();
        if (this.state.text.trim()) {
            this.submit();
        }
    }

    submit() {
        this.state.round++;
        return this.search(this.state.text, this.state.kind);
    }

    async search(text, kind = null) {
        if (!text.trim() || this.state.busy) {
            return;
        }
        this.state.busy = true;
        this.last = [text, kind];
        try {
            this.state.answer = await this.find.find(text, kind);
            this.state.failure = "";
        } catch (error) {
            this.state.answer = null;
            this.state.failure =
                error.data?.message ||
                _t("No connection: orders can be found again when it is back.");
        } finally {
            this.state.busy = false;
        }
        this.input.el?.select();
    }

    get verdictClass() {
        const { result } = this.state.answer.verdict;
        const colors = { real: "alert-success", used: "alert-warning" };
        return colors[result] || "alert-danger";
    }

    get context() {
        return {
            pos: this.pos,
            asked: [this.last[0], this.state.answer?.kind || null],
            refresh: () => this.search(...this.last),
            close: () => this.props.close(),
        };
    }
}
