import { Component } from "@odoo/owl";
import { usePos } from "@point_of_sale/app/hooks/pos_hook";
import { countTypes, oneFewer, oneMore } from "@ticket_pos/utils/type_split";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

/**
 * The ticket types of the session: what the next seats are sold as, and how many of the
 * seats in the cart are each.
 */
export class TypeSplit extends Component {
    static template = "ticket_pos.TypeSplit";
    static props = {
        order: { type: [Object, { value: undefined }], optional: true },
        types: { type: Array, element: Object },
        zones: { type: Array, element: Object },
        sessionId: Number,
        typeId: { type: [Number, { value: null }], optional: true },
        onChoose: Function,
    };

    setup() {
        this.pos = usePos();
        this.desk = useService("ticket_desk");
    }

    get seats() {
        return seatsOnScreen(this.props.order, this.props.sessionId);
    }

    get rows() {
        const { seats } = this;
        const counts = countTypes(seats);
        return this.props.types.map((type) => ({
            ...type,
            count: counts.get(type.id) || 0,
            more: seatToChange(this.props, seats, type.id),
            fewer: oneFewer(seats, type.id),
        }));
    }

    moreLabel({ name }) {
        return _t("One more %(type)s of the seats in the cart", { type: name });
    }

    fewerLabel({ name }) {
        return _t("One %(type)s less: its seat is given back", { type: name });
    }

    remove({ place_id }) {
        return this.desk.cart.remove(this.props.order, [place_id]);
    }

    change({ place_id, type_id }) {
        return this.desk.cart.changeType(this.props.order, place_id, type_id);
    }
}

/** The seats of the order in one session, with the zone that prices them. */
export function seatsOnScreen(order, sessionId) {
    return (order?.ticketLines || [])
        .map((line) => line.ticket_selection)
        .filter((selection) => selection.session_id === sessionId)
        .flatMap(({ seats, type_id, zone_id }) =>
            seats.map(({ place_id }) => ({ place_id, type_id, zone_id })),
        );
}

/** Which seat becomes one more of a type; null when none can. */
export function seatToChange({ zones }, seats, typeId) {
    const mayBe = ({ zone_id }, id) =>
        zones.find((zone) => zone.id === zone_id)?.prices[id] !== undefined;
    return oneMore(seats, typeId, mayBe);
}
