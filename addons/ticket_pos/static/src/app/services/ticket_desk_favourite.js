import { TicketDesk } from "@ticket_pos/app/services/ticket_desk";
import { patch } from "@web/core/utils/patch";

patch(TicketDesk.prototype, {
    /** Star the show of a session for this till, or take the star away. */
    async favour({ show_id, favourite }) {
        const isFavourite = await this.call("ticket_favourite", [show_id, !favourite]);
        this.sessions = this.sessions.map((session) =>
            session.show_id === show_id ? { ...session, favourite: isFavourite } : session,
        );
    },
});
