import { Component, onWillStart, useState } from "@odoo/owl";
import { firstChoice, isComplete } from "@ticket_pos/utils/packages";
import { summarise } from "@ticket_pos/utils/selection";
import { usePos } from "@point_of_sale/app/hooks/pos_hook";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

/** Choose a package, its sessions and zones, and how many; the seats are the best ones, or
 * those that are in the order already. */
export class TicketPackageDialog extends Component {
    static template = "ticket_pos.TicketPackageDialog";
    static components = { Dialog };
    static props = { close: Function };

    setup() {
        this.pos = usePos();
        this.packages = useService("ticket_package");
        this.state = useState({
            offers: null,
            offer: null,
            chosen: {},
            units: 1,
            price: null,
            message: "",
            busy: false,
        });
        onWillStart(() => this.load());
    }

    async load() {
        this.state.offers = (await this.ask(() => this.packages.load())) || [];
        if (this.state.offers.length === 1) {
            await this.choose(this.state.offers[0]);
        }
    }

    async ask(question) {
        Object.assign(this.state, { busy: true, message: "" });
        try {
            return await question();
        } catch (error) {
            this.state.message =
                error?.data?.message || _t("No connection: packages cannot be sold now.");
        } finally {
            this.state.busy = false;
        }
    }

    async choose(offer) {
        Object.assign(this.state, { offer, chosen: firstChoice(offer), units: 1, price: null });
        await this.quote();
    }

    get complete() {
        return Boolean(this.state.offer) && isComplete(this.state.offer, this.state.chosen);
    }

    get choice() {
        const { offer, chosen } = this.state;
        return offer.sessions.filter(({ id }) => chosen[id]).map(({ id }) => [id, chosen[id]]);
    }

    get counts() {
        return Array.from({ length: this.state.offer.most }, (_value, index) => index + 1);
    }

    get hint() {
        const { offer } = this.state;
        return _t("Choose %(count)s of %(sessions)s sessions.", {
            count: offer.choose,
            sessions: offer.sessions.length,
        });
    }

    contents(offer) {
        return [...offer.persons, ...offer.goods]
            .map(({ count, name }) => `${count} × ${name}`)
            .join(", ");
    }

    money(amount) {
        return this.env.utils.formatCurrency(amount);
    }

    async pick(sessionId, zoneId) {
        const { chosen } = this.state;
        chosen[sessionId] = chosen[sessionId] === zoneId ? null : zoneId;
        await this.quote();
    }

    async count(units) {
        this.state.units = units;
        await this.quote();
    }

    async quote() {
        this.state.price = null;
        if (this.complete) {
            const { offer, units } = this.state;
            this.state.price = await this.ask(() =>
                this.packages.quote(offer.id, this.choice, units),
            );
        }
    }

    /** Seats of the order that could be those of the package, one for each person. */
    get ownSeats() {
        const { offer, units } = this.state;
        const persons = offer.persons.reduce((sum, { count }) => sum + count, 0) * units;
        const seats = (this.pos.getOrder()?.ticketSeats || []).filter((seat) => seat.seat_id);
        const fits = offer.seat_map_id && this.complete && seats.length === persons;
        return fits ? seats : [];
    }

    get ownSeatsLabel() {
        const seats = summarise(this.ownSeats.map((seat) => seat.label)).join("; ");
        return _t("In %(seats)s", { seats });
    }

    /** The seats are let go for the moment in which the package takes them everywhere. */
    async takeOwn() {
        const seats = this.ownSeats;
        const placeIds = seats.map((seat) => seat.place_id);
        if (await this.pos.ticketDesk.cart.remove(this.pos.getOrder(), placeIds)) {
            await this.take(seats.map((seat) => seat.seat_id));
        }
    }

    async take(seatIds = []) {
        const { offer, units } = this.state;
        const order = await this.ask(() => this.packages.add(offer, this.choice, units, seatIds));
        if (order) {
            this.props.close();
        }
    }
}
