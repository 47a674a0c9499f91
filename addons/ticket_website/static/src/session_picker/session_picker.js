import { Component, onWillStart, onWillUnmount, reactive, useState } from "@odoo/owl";
import { kindLabel } from "@ticket_venue/seat_map/seat_map_data";
import { SeatMapView } from "@ticket_venue/seat_map/seat_map_view";
import { AccessiblePlaces } from "./accessible_places/accessible_places";
import { AreaTickets } from "./area_tickets/area_tickets";
import { Basket } from "./basket/basket";
import { BestSeats } from "./best_seats/best_seats";
import { HoldKeeper } from "./hold_keeper";
import { KeptChoice } from "./kept_choice";
import { chooseInstead, chooseSeats } from "./picker_choice";
import { PickerFeed } from "./picker_feed";
import { PickerModel } from "./picker_model";
import { PickerNotice } from "./picker_notice/picker_notice";
import { PickerPrices } from "./picker_prices";
import { PickerSight } from "./picker_sight";
import { PriceFilter } from "./price_filter/price_filter";
import { SectionView } from "./section_view/section_view";
import { useAvailability } from "./use_availability";
import { _t } from "./words.js";

/** The seat picker of a session page: map, prices, best seats, basket, hold, cart. */
export class SessionPicker extends Component {
    static template = "ticket_website.SessionPicker";
    static components = {
        AccessiblePlaces,
        AreaTickets,
        Basket,
        BestSeats,
        PickerNotice,
        PriceFilter,
        SeatMapView,
        SectionView,
    };
    static props = {
        offer: Object,
        sale: { type: Object, shape: { open: Boolean, state: String, message: String } },
        limit: Number,
        hold: { type: [Object, { value: null }], optional: true },
        views: { type: Object, optional: true },
        waiting: { type: String, optional: true },
    };
    static defaultProps = { views: {}, waiting: "" };

    setup() {
        const { offer } = this.props;
        const shop = this.env.services.ticket_shop;
        this.model = useState(this.newModel());
        this.sight = useState(new PickerSight(this.model));
        this.prices = new PickerPrices(offer.currency);
        this.kept = new KeptChoice(this.model.keptAs);
        this.state = useState({
            ready: false,
            failed: false,
            busy: false,
            slow: false,
            notice: null,
            area: 0,
            companion: -1,
        });
        // Only the basket listens: the map is not drawn again every second.
        this.clock = reactive({ rest: 0, urgent: false, extensions: 0, minutes: 0 });
        this.keeper = new HoldKeeper({
            shop,
            session: offer.session,
            model: this.model,
            state: this.state,
            clock: this.clock,
            say: (notice) => (this.state.notice = notice),
            refresh: () => this.availability.refresh(),
            onCart: () => this.kept.write([]),
        });
        this.feed = new PickerFeed(shop, this.model, (lost) => this.onLost(lost));
        this.availability = useAvailability(() => this.state.ready && this.feed.load());
        onWillStart(() => this.start());
        onWillUnmount(() => this.keeper.stop());
    }

    newModel() {
        return new PickerModel(this.props.offer, this.props.limit);
    }

    async start() {
        try {
            await this.feed.open();
            this.state.ready = true;
            this.state.failed = false;
        } catch {
            this.state.failed = true;
            return;
        }
        if (this.props.hold) {
            this.keeper.keep(this.props.hold);
            this.sight.look(this.model.selected);
        } else if (this.props.sale.open) {
            const types = new Map(this.kept.read());
            chooseSeats(this.model, [...types.keys()], types);
        }
    }

    onLost(lost) {
        const seats = lost.map(({ label }) => label).join(", ");
        this.say("warning", _t("Somebody else has just taken: %(seats)s.", { seats }), {
            code: "taken",
            count: lost.length + this.model.choices.length,
            zone: lost[0].zone.id,
        });
        this.keepChoice();
    }

    // What is to be seen

    get area() {
        return this.sight.area(this.state.area);
    }

    get isSoldOut() {
        return this.props.sale.open && !this.model.choices.length && !this.sight.free;
    }

    get canChoose() {
        return this.props.sale.open && !this.state.busy && !this.model.isHeld;
    }

    get viewed() {
        const last = this.model.choices.at(-1);
        return this.props.views[last?.sectionId ?? this.area?.id];
    }

    selectable(index) {
        return this.canChoose && (this.model.has(index) || this.model.isSelectable(index));
    }

    describe(index) {
        const zone = this.model.zoneOf(index);
        const price = zone && `${zone.name} · ${this.prices.range(zone)}`;
        const kind = kindLabel(this.model.geometry, index);
        return [this.model.nameOf(index), kind, price].filter(Boolean).join("\n");
    }

    // Choosing

    onPick(index) {
        const outcome = this.model.toggle(index);
        this.state.notice = null;
        this.state.area = 0;
        this.state.companion = outcome === "added" ? this.model.companionFor(index) : -1;
        if (outcome === "full") {
            const limit = this.props.limit;
            this.say("warning", _t("You may buy %(limit)s tickets at most.", { limit }));
        }
        this.keepChoice();
    }

    /** A seat named in words: chosen, and shown on the map. */
    pickAndShow(index) {
        this.onPick(index);
        this.sight.look([index]);
    }

    /** A standing area was touched: offer to take places there. */
    onPickArea(id) {
        if (!this.canChoose) {
            return;
        }
        if (this.model.choices.length) {
            this.say(
                "info",
                _t("Put your seats into the cart first, then choose standing places."),
            );
        } else {
            this.state.area = id;
        }
    }

    onRemove(choice) {
        this.model.remove(choice);
        this.keepChoice();
    }

    takeInstead(details) {
        this.sight.look(chooseInstead(this.model, details));
        this.state.notice = null;
        this.keepChoice();
    }

    keepChoice() {
        this.kept.write(this.model.choices);
    }

    async takeBest(best) {
        this.model.choices = [];
        await this.keeper.hold({ best });
        this.sight.look(this.model.selected);
    }

    say(kind, text, more = {}) {
        this.state.notice = { kind, text, ...more };
    }
}
