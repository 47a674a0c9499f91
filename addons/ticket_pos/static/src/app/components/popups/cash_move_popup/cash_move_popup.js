import { CashMovePopup } from "@point_of_sale/app/components/popups/cash_move_popup/cash_move_popup";
import { patch } from "@web/core/utils/patch";

/** Cash goes in or out for a reason of the list; what is written besides is a note. */
patch(CashMovePopup.prototype, {
    setup() {
        super.setup();
        this.state.ticketReasonId = false;
    },

    get ticketReasons() {
        const { ticket_selling, _ticket_cash_reasons } = this.pos.config;
        return ticket_selling
            ? _ticket_cash_reasons.filter(({ kind }) => kind === this.state.type)
            : [];
    },

    get ticketReason() {
        return this.ticketReasons.find(({ id }) => id === this.state.ticketReasonId);
    },

    isValidCashMove() {
        if (!this.pos.config.ticket_selling) {
            return super.isValidCashMove();
        }
        const { ticketReason, state } = this;
        return Boolean(
            this.env.utils.isValidFloat(state.amount) &&
            ticketReason &&
            (!ticketReason.needs_note || state.reason.trim()),
        );
    },

    async confirm() {
        const { ticketReason } = this;
        if (!ticketReason) {
            return super.confirm();
        }
        // The receipt and the books show both; the server gets them apart as well.
        const note = this.state.reason.trim();
        this.ticketNote = note;
        this.state.reason = [ticketReason.name, note].filter(Boolean).join(": ");
        try {
            return await super.confirm();
        } finally {
            this.state.reason = note;
        }
    },

    _prepareTryCashInOutPayload() {
        const payload = super._prepareTryCashInOutPayload(...arguments);
        if (this.ticketReason) {
            payload[payload.length - 1] = {
                ...payload.at(-1),
                ticket_reason_id: this.ticketReason.id,
                ticket_note: this.ticketNote,
            };
        }
        return payload;
    },
});
