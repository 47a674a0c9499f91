import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

const { DateTime } = luxon;
const clock = (time) => time.slice(11);

/** All that a bar says, for its tip and for screen readers. */
export function barText(session) {
    const day = DateTime.fromISO(session.start).toLocaleString(DateTime.DATE_MED);
    const turnaround = session.from !== session.start || session.until !== session.end;
    return [
        session.show,
        `${day} ${clock(session.start)}–${clock(session.end)}`,
        session.state_name,
        session.note,
        turnaround &&
            _t("hall taken %(from)s–%(until)s", {
                from: clock(session.from),
                until: clock(session.until),
            }),
    ]
        .filter(Boolean)
        .join(" · ");
}

/** One session in the hall plan, with its set-up before and its clearing after. */
export class PlanBar extends Component {
    static template = "ticket_venue.PlanBar";
    static props = {
        bar: Object,
        movable: Boolean,
        clash: Boolean,
        onOpen: Function,
        onGrab: Function,
        onKey: Function,
    };

    get session() {
        return this.props.bar.session;
    }

    get start() {
        return clock(this.session.start);
    }

    get text() {
        return barText(this.session);
    }

    get classes() {
        return {
            [`o_state_${this.session.state}`]: true,
            o_movable: this.props.movable,
            o_dragged: this.session.dragged,
            o_clash: this.session.dragged && this.props.clash,
        };
    }

    get style() {
        const { left, right, top } = this.props.bar;
        return `left:${left}px;width:${Math.max(right - left, 8)}px;top:${top}px`;
    }
}
