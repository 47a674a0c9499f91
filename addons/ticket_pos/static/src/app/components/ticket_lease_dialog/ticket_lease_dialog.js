import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

const COUNTS = [4, 10, 20];

/** Which seats this till keeps for the time when the line is down; more, or back. */
export class TicketLeaseDialog extends Component {
    static template = "ticket_pos.TicketLeaseDialog";
    static components = { Dialog };
    static props = { close: Function };

    setup() {
        this.lease = useState(useService("ticket_lease"));
        this.desk = useState(useService("ticket_desk"));
        this.state = useState({ zoneId: 0, count: COUNTS[1], busy: false, error: "" });
        this.counts = COUNTS;
    }

    /** One row a lease, with what is left of it. */
    get rows() {
        const left = this.lease.standIn.left();
        return this.lease.packages.map(({ id, session_id, places }) => {
            const mine = left.filter((place) => place.lease_id === id);
            const session = this.lease.sessions.find((one) => one.id === session_id);
            const zones = new Set(
                places.map((place) => Object.values(place.slips)[0]?.line.zone_name),
            );
            return {
                id,
                name: session ? `${session.show} · ${session.hall}` : "",
                zones: [...zones].filter(Boolean).join(", "),
                left: mine.length,
                waiting: this.lease.sync.waiting(id),
            };
        });
    }

    get zones() {
        return this.desk.offer?.zones || [];
    }

    get canKeep() {
        return !this.lease.cut && this.lease.ready && this.desk.session && !this.state.busy;
    }

    get room() {
        return Math.max(0, this.lease.most - this.lease.seatsLeft);
    }

    keep() {
        const wanted = { count: this.state.count, zone_id: this.state.zoneId };
        return this.work(() => this.lease.sync.keep(this.desk.sessionId, wanted));
    }

    giveBack(id) {
        return this.work(() => this.lease.sync.giveBack([id]));
    }

    async work(act) {
        this.state.busy = true;
        this.state.error = "";
        try {
            await act();
        } catch (error) {
            this.state.error =
                error?.data?.message || _t("The server cannot be reached. Try again later.");
        } finally {
            this.state.busy = false;
        }
    }
}
