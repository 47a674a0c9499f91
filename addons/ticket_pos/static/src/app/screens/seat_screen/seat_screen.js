import { Component, onMounted, onWillStart, onWillUnmount, useRef, useState } from "@odoo/owl";
import { usePos } from "@point_of_sale/app/hooks/pos_hook";
import { useRouterParamsChecker } from "@point_of_sale/app/hooks/pos_router_hook";
import { DeskActions } from "@ticket_pos/app/components/desk_actions/desk_actions";
import { SessionList } from "@ticket_pos/app/components/session_list/session_list";
import { TypeSplit } from "@ticket_pos/app/components/type_split/type_split";
import { ZoneBar } from "@ticket_pos/app/components/zone_bar/zone_bar";
import { TicketCart } from "@ticket_pos/app/components/ticket_cart/ticket_cart";
import { SeatMapView } from "@ticket_venue/seat_map/seat_map_view";
import { FREE, HELD, LOCKED, MINE, SOLD, seatLabel } from "@ticket_venue/seat_map/seat_map_data";
import { offerCompanion } from "./companion_offer";
import { useDeskScanner } from "./desk_scanner";
import { useSeatKeys } from "./seat_keys";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

const BEST_COUNTS = [1, 2, 3, 4, 5, 6];
const USUAL_PARTY = 2;

/** The counter's home: pick a session, touch seats, pay. */
export class SeatScreen extends Component {
    static template = "ticket_pos.SeatScreen";
    static components = { DeskActions, SeatMapView, SessionList, TicketCart, TypeSplit, ZoneBar };
    static props = { orderUuid: { type: String } };
    static storeOnOrder = false;

    setup() {
        this.pos = usePos();
        this.ui = useService("ui");
        this.notification = useService("notification");
        this.desk = useState(useService("ticket_desk"));
        this.state = useState({ zoneId: null, party: USUAL_PARTY, pending: new Set() });
        this.map = useRef("map");
        this.bestCounts = BEST_COUNTS;
        useRouterParamsChecker();
        useDeskScanner(this.pos);
        useSeatKeys(this);
        onWillStart(() => {
            this.watching = this.desk.watch();
        });
        onMounted(() => this.pos.openOpeningControl());
        onWillUnmount(() => this.desk.unwatch());
    }

    get order() {
        return this.pos.getOrder();
    }

    get types() {
        return this.desk.offer?.types || [];
    }

    get areas() {
        const zones = this.desk.offer?.zones || [];
        return this.desk.areas.map((area) => ({
            ...area,
            color: zones.find((zone) => zone.id === area.zone_id)?.color,
        }));
    }

    /** Seat states with our own on top, and those we are just asking for. */
    get states() {
        const own = this.desk.states.slice();
        for (const seat of this.order?.ticketSeats || []) {
            const index = this.indexOf(seat.seat_id);
            if (index >= 0) {
                own[index] = MINE;
            }
        }
        for (const pending of this.state.pending) {
            own[pending] = MINE;
        }
        return own;
    }

    indexOf(seatId) {
        return seatId ? (this.seatIndex.get(seatId) ?? -1) : -1;
    }

    /** Seat id -> index in the map that is shown. */
    get seatIndex() {
        const { map } = this.desk;
        if (this.indexedMap !== map) {
            this.indexedMap = map;
            this.index = new Map();
            map.ids.forEach((id, index) => this.index.set(id, index));
        }
        return this.index;
    }

    get selected() {
        return new Set(
            (this.order?.ticketSeats || [])
                .map((seat) => this.indexOf(seat.seat_id))
                .filter((index) => index >= 0),
        );
    }

    describe(index) {
        const { offer, map } = this.desk;
        const zone = offer.zones[offer.seatZones[index]];
        const price = zone?.prices[this.desk.typeId];
        const label = seatLabel(map, index);
        if (!zone || price === undefined) {
            return label;
        }
        return `${label} · ${zone.name} · ${this.money(price)}`;
    }

    /** Seats of others can be touched too: the answer is who has them. */
    selectable(index) {
        return this.desk.states[index] !== LOCKED;
    }

    money(amount) {
        return this.env.utils.formatCurrency(amount);
    }

    async onPick(index) {
        const { map, states } = this.desk;
        const mine = this.order?.ticketSeats.find((seat) => this.indexOf(seat.seat_id) === index);
        if (mine) {
            return this.desk.cart.remove(this.order, [mine.place_id]);
        }
        if (this.state.pending.has(index)) {
            return;
        }
        if (states[index] !== FREE) {
            return this.tellTaken(index);
        }
        this.state.pending.add(index);
        try {
            await this.hold({ seat_ids: [map.ids[index]] });
        } finally {
            this.state.pending.delete(index);
        }
        if (this.selected.has(index)) {
            offerCompanion(this.desk, index, this.notification, (seat) => this.onPick(seat));
        }
    }

    tellTaken(index) {
        const seat = seatLabel(this.desk.map, index);
        const messages = {
            [HELD]: _t("%(seat)s is being sold by somebody else right now.", { seat }),
            [SOLD]: _t("%(seat)s is sold.", { seat }),
            [LOCKED]: _t("%(seat)s is not for sale.", { seat }),
        };
        this.notification.add(messages[this.desk.states[index]], { type: "warning" });
    }

    async onPickArea(areaId) {
        await this.hold({ best: { count: 1, section_id: areaId } });
        await this.desk.refreshAvailability();
    }

    onPickBest(count, zoneId = this.state.zoneId) {
        this.state.party = count;
        return this.hold({ best: { count, zone_id: zoneId } });
    }

    bestLabel(count) {
        return _t("Best %(count)s together", { count });
    }

    onPickZone(zoneId) {
        this.state.zoneId = this.state.zoneId === zoneId ? null : zoneId;
    }

    onSelectSession(sessionId) {
        this.state.zoneId = null;
        return this.desk.selectSession(sessionId);
    }

    hold(wanted) {
        const order = this.order || this.pos.addNewOrder();
        return this.desk.cart.hold(order, this.desk.sessionId, this.desk.typeId, wanted);
    }
}

registry.category("pos_pages").add("SeatScreen", {
    name: "SeatScreen",
    component: SeatScreen,
    route: `/pos/ui/${odoo.pos_config_id}/seats/{string:orderUuid}`,
    params: {
        orderUuid: true,
        orderFinalized: false,
    },
});
