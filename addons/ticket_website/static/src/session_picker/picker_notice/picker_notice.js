import { Component } from "@odoo/owl";
import { _t } from "../words.js";

/** What happened, and what to do about it. */
export class PickerNotice extends Component {
    static template = "ticket_website.PickerNotice";
    static props = {
        notice: { type: [Object, { value: null }] },
        names: Function,
        limit: Number,
        busy: Boolean,
        onInstead: Function,
        onBest: Function,
        onClose: Function,
    };

    get code() {
        return this.props.notice?.code;
    }

    get details() {
        return this.props.notice.details || {};
    }

    /** How many seats to look for when some were taken. */
    get count() {
        return Math.min(this.props.notice.count || 1, this.props.limit);
    }

    get orphanText() {
        const seats = this.props.names(this.details.orphans);
        return _t(
            "Left over beside your choice: %(seats)s. Hardly anybody goes out alone: move by a seat, and others can sit together too.",
            { seats },
        );
    }

    get insteadText() {
        return _t("Take %(seats)s", { seats: this.props.names(this.details.instead) });
    }

    get othersText() {
        const { count } = this;
        return count === 1
            ? _t("Find another one near")
            : _t("Find %(count)s together near", { count });
    }

    findOthers() {
        const { zone } = this.props.notice;
        this.props.onBest({ count: this.count, zone_id: zone || false, section_id: false });
    }
}
