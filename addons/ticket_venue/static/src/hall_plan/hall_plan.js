import {
    Component,
    onMounted,
    onWillStart,
    useExternalListener,
    useRef,
    useState,
} from "@odoo/owl";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import {
    LABEL_WIDTH,
    columns,
    dayWidthFor,
    daysShown,
    layout,
    minutesBetween,
    sessionBeside,
} from "@ticket_venue/utils/timetable";
import { PlanBar } from "./plan_bar/plan_bar";
import { PlanHead } from "./plan_head/plan_head";
import { usePlanDrag } from "./use_plan_drag";
import { usePlanMoves } from "./use_plan_moves";

const { DateTime } = luxon;
const DAY_STARTS_AT = 8;

/** Which hall plays what, and when: a row a hall, a bar a session. Drafts are moved by drag or
 * by keys. The server is asked for what is shown and decides every move. */
export class HallPlan extends Component {
    static template = "ticket_venue.HallPlan";
    static components = { PlanBar, PlanHead };
    static props = { ...standardActionServiceProps };

    setup() {
        this.labelWidth = LABEL_WIDTH;
        this.orm = useService("orm");
        this.action = useService("action");
        this.grid = useRef("grid");
        this.canvas = useRef("canvas");
        const kept = this.props.state || {};
        this.state = useState({
            scale: kept.scale || "week",
            day: kept.day || DateTime.now().toISODate(),
            venue: kept.venue || 0,
            halls: [],
            sessions: [],
            venues: [],
            said: "",
            room: 0,
            loading: true,
        });
        this.moves = usePlanMoves(this);
        this.drag = usePlanDrag(this);
        useSetupAction({
            getLocalState: () => {
                const { scale, day, venue } = this.state;
                return { scale, day, venue };
            },
        });
        onWillStart(async () => {
            this.canEdit = await user.hasGroup("ticket_venue.group_ticket_editor");
            await this.load();
        });
        onMounted(() => {
            this.measure();
            this.scrollToDay();
        });
        useExternalListener(window, "resize", () => this.measure());
    }

    // --- what is shown ---

    get shown() {
        return daysShown(this.state.scale, this.state.day);
    }

    get columns() {
        const { first, count } = this.shown;
        return columns(this.state.scale, first, count, this.dayWidth);
    }

    get dayWidth() {
        return dayWidthFor(this.state.scale, this.shown.count, this.state.room);
    }

    get plan() {
        const { halls, scale } = this.state;
        const sessions = this.drag.applied(this.state.sessions);
        return layout({ scale, dayWidth: this.dayWidth, ...this.shown, halls, sessions });
    }

    /** The states on the screen, each once. */
    get legend() {
        const names = new Map(this.state.sessions.map((s) => [s.state, s.state_name]));
        return [...names].map(([state, name]) => ({ state, name }));
    }

    /** How far the lines behind the bars stand apart. */
    get ruler() {
        return this.state.scale === "day" ? this.dayWidth / 24 : this.dayWidth;
    }

    columnLabel(column) {
        const day = DateTime.fromISO(column.day);
        return column.label || day.toLocaleString({ weekday: "short", day: "numeric" });
    }

    isToday(column) {
        return this.state.scale !== "day" && this.state.halls[0]?.now.startsWith(column.day);
    }

    nowLeft(hall) {
        const { first, count } = this.shown;
        const days = minutesBetween(first, hall.now) / 1440;
        return days >= 0 && days < count ? days * this.dayWidth : null;
    }

    canMove(session) {
        return this.canEdit && session.state === "draft" && !session.slots;
    }

    // --- going about ---

    async load() {
        this.state.loading = true;
        const { first, count } = this.shown;
        const wanted = [first, count, this.state.venue || null];
        this.asked = wanted.join();
        const found = await this.orm.call("ticket.session", "get_hall_plan", wanted);
        if (this.asked === wanted.join()) {
            Object.assign(this.state, found, { loading: false });
        }
    }

    async go(change) {
        Object.assign(this.state, change);
        await this.load();
        this.scrollToDay();
    }

    /** How much room the days have beside the names of the halls. */
    measure() {
        const hall = this.grid.el?.querySelector(".o_hall");
        if (hall) {
            this.state.room = this.grid.el.clientWidth - hall.offsetWidth - LABEL_WIDTH;
        }
    }

    scrollToDay() {
        const grid = this.grid.el;
        if (!grid) {
            return;
        }
        const { scale, day } = this.state;
        const days = minutesBetween(this.shown.first, day) / 1440;
        const hours = scale === "day" ? DAY_STARTS_AT / 24 : 0;
        grid.scrollLeft = (days + hours) * this.dayWidth;
    }

    /** The hall whose row is at this height of the window. */
    hallAt(y) {
        const row = [...this.canvas.el.children].find((el) => {
            const { top, bottom } = el.getBoundingClientRect();
            return y >= top && y < bottom;
        });
        return row && Number(row.dataset.hall);
    }

    focusBeside(session, side, down) {
        const found = sessionBeside(this.plan.rows, session, side, down);
        this.canvas.el.querySelector(`[data-session="${found?.id}"]`)?.focus();
    }

    onBarClick(session) {
        if (!this.drag.state.justMoved) {
            return this.openSession(session);
        }
    }

    async openSession(session) {
        if (session.slots) {
            const { plan, day } = session.slots;
            return this.action.doAction(
                await this.orm.call("ticket.slot.plan", "get_day_action", [[plan], day]),
            );
        }
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "ticket.session",
            res_id: session.id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("ticket_venue.hall_plan", HallPlan);
