import { TicketLineWriter } from "@ticket_pos/app/services/ticket_line_writer";
import { patch } from "@web/core/utils/patch";

patch(TicketLineWriter.prototype, {
    /** Leased seats carry the number and the code of the ticket they are sold with. */
    lineValues(priced) {
        const values = super.lineValues(...arguments);
        const { signed, seats, ...shown } = values.ticket_selection;
        if (!priced.signed) {
            return values;
        }
        const numbered = seats.map((seat) => ({
            ...seat,
            number: signed[seat.place_id].number,
            signed: signed[seat.place_id].token,
        }));
        return { ...values, ticket_selection: { ...shown, seats: numbered } };
    },
});
