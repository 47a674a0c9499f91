import { Component, onWillStart, onWillUnmount, reactive, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { redirect } from "@web/core/utils/urls";
import { kindLabel } from "@ticket_venue/seat_map/seat_map_data";
import { SeatMapView } from "@ticket_venue/seat_map/seat_map_view";
import { Basket } from "./basket/basket";
import { BestSeats } from "./best_seats/best_seats";
import { PickerModel } from "./picker_model";
import { PickerPrices } from "./picker_prices";
import { useAvailability } from "./use_availability";

/** The seat picker of a session page: map, best seats, basket, hold, cart. */
export class SessionPicker extends Component {
    static template = "ticket_website.SessionPicker";
    static components = { SeatMapView, BestSeats, Basket };
    static props = {
        offer: Object,
        sale: { type: Object, shape: { open: Boolean, state: String, message: String } },
        limit: Number,
        hold: { type: [Object, { value: null }], optional: true },
    };

    setup() {
        this.shop = useService("ticket_shop");
        this.model = useState(new PickerModel(this.props.offer, this.props.limit));
        this.prices = new PickerPrices(this.props.offer.currency);
        this.state = useState({
            ready: false,
            failed: false,
            busy: false,
            notice: null,
            area: 0,
            companion: -1,
        });
        // Only the basket listens: the map is not drawn again every second.
        this.clock = reactive({ rest: 0 });
        this.availability = useAvailability(() => this.load());
        this.zones = this.props.offer.zones.map((zone) => ({
            ...zone,
            name: `${zone.name} ${this.prices.range(zone)}`,
        }));
        onWillStart(() => this.start());
        onWillUnmount(() => clearInterval(this.ticking));
    }

    async start() {
        try {
            const geometry = this.shop.geometry(this.props.offer.geometry);
            const states = await this.shop.availability(this.props.offer.availability);
            this.model.load(await geometry);
            this.take(states);
            this.state.ready = true;
        } catch {
            this.state.failed = true;
            return;
        }
        if (this.props.hold) {
            this.keep(this.props.hold);
        }
    }

    async load() {
        if (this.state.ready) {
            const url = this.props.offer.availability;
            const states = await this.shop.availability(url, this.etag);
            if (states) {
                this.take(states);
            }
        }
    }

    take({ etag, buffer }) {
        this.etag = etag;
        const lost = this.model.setAvailability(buffer);
        if (lost.length) {
            const seats = lost.join(", ");
            this.say("warning", _t("Somebody else has just taken: %(seats)s.", { seats }));
        }
    }

    // Choosing

    get canChoose() {
        return this.props.sale.open && !this.state.busy && !this.model.isHeld;
    }

    selectable(index) {
        return this.canChoose && (this.model.has(index) || this.model.isSelectable(index));
    }

    onPick(index) {
        const outcome = this.model.toggle(index);
        this.state.notice = null;
        this.state.companion = outcome === "added" ? this.model.companionFor(index) : -1;
        if (outcome === "full") {
            const limit = this.props.limit;
            this.say("warning", _t("You may buy %(limit)s tickets at most.", { limit }));
        }
    }

    /** A standing area was touched: offer to take places there. */
    onPickArea(id) {
        if (this.canChoose && !this.model.choices.length) {
            this.state.area = id;
        }
    }

    describe(index) {
        const zone = this.model.zoneOf(index);
        const price = zone && `${zone.name} · ${this.prices.range(zone)}`;
        const kind = kindLabel(this.model.geometry, index);
        return [this.model.nameOf(index), kind, price].filter(Boolean).join("\n");
    }

    // Hold and cart

    takeBest(best) {
        this.model.choices = [];
        return this.hold({ best });
    }

    async buy() {
        if (this.model.isHeld || (await this.hold({ seat_ids: this.model.seatIds }))) {
            await this.toCart();
        }
    }

    async hold(wanted) {
        const answer = await this.ask(this.shop.hold(this.props.offer.session, wanted));
        if (answer.hold) {
            this.keep(answer.hold);
        } else {
            await this.availability.refresh();
        }
        return Boolean(answer.hold);
    }

    async toCart() {
        const { token, typeByPlace } = this.model;
        const answer = await this.ask(this.shop.cart(token, typeByPlace));
        if (answer.redirect) {
            this.state.busy = true;
            redirect(answer.redirect);
        } else if (answer.error?.code.startsWith("hold_")) {
            this.loosen();
            await this.availability.refresh();
        }
    }

    async release() {
        const { token } = this.model;
        await this.ask(this.shop.release(token));
        this.loosen();
        await this.availability.refresh();
    }

    /** Wait for an answer with the buttons locked; tell the visitor of a refusal. */
    async ask(request) {
        this.state.busy = true;
        this.state.notice = null;
        try {
            const answer = await request;
            if (answer.error) {
                this.say("danger", answer.error.message);
            }
            return answer;
        } catch {
            this.say("danger", _t("The server did not answer. Please try again."));
            return {};
        } finally {
            this.state.busy = false;
        }
    }

    keep(hold) {
        this.model.setHold(hold);
        const end = Date.now() + hold.seconds * 1000;
        const tick = () => {
            this.clock.rest = (end - Date.now()) / 1000;
            if (this.clock.rest <= 0 && !this.state.busy) {
                this.loosen();
                this.say("warning", _t("The time is over. The seats are free for all again."));
            }
        };
        clearInterval(this.ticking);
        this.ticking = setInterval(tick, 1000);
        tick();
    }

    loosen() {
        clearInterval(this.ticking);
        this.model.dropHold();
    }

    say(kind, text) {
        this.state.notice = { kind, text };
    }
}

registry.category("public_components").add("ticket_website.session_picker", SessionPicker);
