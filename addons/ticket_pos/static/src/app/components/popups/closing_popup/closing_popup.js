import { ClosePosPopup } from "@point_of_sale/app/components/popups/closing_popup/closing_popup";
import { makeAwaitable } from "@point_of_sale/app/utils/make_awaitable_dialog";
import { TicketDifferenceDialog } from "@ticket_pos/app/components/ticket_difference_dialog/ticket_difference_dialog";
import { TicketShiftDialog } from "@ticket_pos/app/components/ticket_shift/ticket_shift_dialog";
import { TicketPrintDialog } from "@ticket_pos/app/components/ticket_print_desk/ticket_print_dialog";
import { patch } from "@web/core/utils/patch";
import { parseFloat } from "@web/views/fields/parsers";

patch(ClosePosPopup, { props: [...ClosePosPopup.props, "ticket?"] });

/**
 * Closing a till that sells tickets: unfinished prints are told, the count is written down
 * by the server before anybody is told what should be there, a difference has a reason.
 */
patch(ClosePosPopup.prototype, {
    setup() {
        super.setup();
        this.ticketDifferences = null;
    },

    get ticketBlind() {
        return Boolean(this.props.ticket?.blind);
    },

    get ticketStuck() {
        return this.props.ticket?.stuck || [];
    },

    getInitialState() {
        const state = { ...super.getInitialState(), told: false, slip: true };
        for (const method of this.ticketBlind ? this.props.non_cash_payment_methods : []) {
            if (method.type === "bank") {
                state.payments[method.id] = { counted: method.number ? "" : "0" };
            }
        }
        return state;
    },

    canConfirm() {
        return super.canConfirm() && (!this.ticketStuck.length || this.state.told);
    },

    getDifference(paymentId) {
        return this.ticketDifferences
            ? this.ticketDifferences.get(paymentId) || 0
            : super.getDifference(paymentId);
    },

    ticketCall(method, args) {
        return this.pos.data.call("pos.session", method, [[this.pos.session.id], ...args]);
    },

    ticketCounted() {
        return Object.fromEntries(
            Object.entries(this.state.payments).map(([id, { counted }]) => [
                id,
                parseFloat(counted),
            ]),
        );
    },

    async confirm() {
        if (!this.props.ticket) {
            return super.confirm();
        }
        if (!(await this.pos.pushOrdersWithClosingPopup())) {
            return;
        }
        const answer = await this.ticketCall("ticket_count", [
            this.ticketCounted(),
            this.moneyDetails || {},
        ]);
        let settled = {};
        if (answer.differences.length) {
            settled = await makeAwaitable(this.dialog, TicketDifferenceDialog, answer);
            if (!settled) {
                return;
            }
        }
        await this.ticketCall("ticket_settle", [
            settled.reasonId || false,
            settled.note || "",
            this.props.ticket.stuck_ids,
            settled.token || "",
            Boolean(this.props.ticket.printer && this.state.slip),
        ]);
        this.ticketDifferences = new Map(
            answer.differences.map(({ method_id, difference }) => [method_id, difference]),
        );
        try {
            await this.closeSession();
        } finally {
            this.ticketDifferences = null;
        }
    },

    openTicketShift() {
        this.dialog.add(TicketShiftDialog, {});
    },

    openTicketPrints() {
        this.props.close();
        this.dialog.add(TicketPrintDialog, {});
    },
});
