import { Component, onMounted, onWillStart, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import {
    SCALES,
    addDays,
    addMinutes,
    columns,
    daysShown,
    layout,
    minutesBetween,
    movedTo,
    otherDay,
    sessionBeside,
} from "@ticket_venue/utils/timetable";
import { PlanBar, barText } from "./plan_bar/plan_bar";
import { usePlanDrag } from "./use_plan_drag";

const { DateTime } = luxon;
const DAY_STARTS_AT = 8;

/** Which hall plays what, and when: a row a hall, a bar a session. Drafts are moved by drag or
 * by keys. The server is asked for what is shown and decides every move. */
export class HallPlan extends Component {
    static template = "ticket_venue.HallPlan";
    static components = { PlanBar };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
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
            loading: true,
        });
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
        onMounted(() => this.scrollToDay());
    }

    // --- what is shown ---

    get shown() {
        return daysShown(this.state.scale, this.state.day);
    }

    get columns() {
        const { first, count } = this.shown;
        return columns(this.state.scale, first, count);
    }

    get plan() {
        const { halls, sessions, scale } = this.state;
        return layout({ scale, ...this.shown, halls, sessions: this.drag.applied(sessions) });
    }

    get title() {
        const { first, count } = this.shown;
        const from = DateTime.fromISO(first);
        if (this.state.scale === "day") {
            return from.toLocaleString(DateTime.DATE_HUGE);
        }
        if (this.state.scale === "month") {
            return from.toLocaleString({ year: "numeric", month: "long" });
        }
        const to = DateTime.fromISO(addDays(first, count - 1));
        return `${from.toLocaleString(DateTime.DATE_MED)} – ${to.toLocaleString(DateTime.DATE_MED)}`;
    }

    get scales() {
        return [
            { id: "day", name: _t("Day") },
            { id: "week", name: _t("Week") },
            { id: "month", name: _t("Month") },
        ];
    }

    /** The states on the screen, each once. */
    get legend() {
        const names = new Map(this.state.sessions.map((s) => [s.state, s.state_name]));
        return [...names].map(([state, name]) => ({ state, name }));
    }

    /** How far the lines behind the bars stand apart. */
    get ruler() {
        const { dayWidth } = SCALES[this.state.scale];
        return this.state.scale === "day" ? dayWidth / 24 : dayWidth;
    }

    columnLabel(column) {
        if (column.label) {
            return column.label;
        }
        return DateTime.fromISO(column.day).toLocaleString({ weekday: "short", day: "numeric" });
    }

    isToday(column) {
        return this.state.scale !== "day" && this.state.halls[0]?.now.startsWith(column.day);
    }

    nowLeft(hall) {
        const { first, count } = this.shown;
        const days = minutesBetween(first, hall.now) / 1440;
        return days >= 0 && days < count ? days * SCALES[this.state.scale].dayWidth : null;
    }

    canMove(session) {
        return this.canEdit && session.state === "draft";
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

    move(direction) {
        return this.go({ day: otherDay(this.state.scale, this.state.day, direction) });
    }

    today() {
        return this.go({ day: DateTime.now().toISODate() });
    }

    scrollToDay() {
        const grid = this.grid.el;
        if (!grid) {
            return;
        }
        const { scale, day } = this.state;
        const days = minutesBetween(this.shown.first, day) / 1440;
        const hours = scale === "day" ? DAY_STARTS_AT / 24 : 0;
        grid.scrollLeft = (days + hours) * SCALES[scale].dayWidth;
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

    openSession(session) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "ticket.session",
            res_id: session.id,
            views: [[false, "form"]],
        });
    }

    // --- planning ---

    /** A double click on free time begins a session there. */
    async onNew(ev, hall) {
        if (!this.canEdit || ev.target.closest(".o_bar")) {
            return;
        }
        const { dayWidth, step, cells } = SCALES[this.state.scale];
        const left = ev.clientX - ev.currentTarget.getBoundingClientRect().left;
        const minutes = Math.floor((left * 1440) / dayWidth / step) * step;
        const start = addMinutes(this.shown.first, minutes + (cells ? 19 * 60 + 30 : 0));
        const action = await this.orm.call("ticket.session", "get_new_in_hall_plan", [
            start,
            hall.id,
        ]);
        return this.action.doAction(action);
    }

    /** Moves a draft at once on screen, and takes it back when the server refuses. */
    async moveSession(session, start, hallId) {
        if (start === session.start && hallId === session.hall) {
            return;
        }
        const put = (bar) => {
            const others = this.state.sessions.filter((other) => other.id !== session.id);
            this.state.sessions = [...others, bar];
        };
        put(movedTo(session, start, hallId));
        try {
            const moved = await this.orm.call(
                "ticket.session",
                "move_in_hall_plan",
                [[session.id]],
                { start, hall_id: hallId },
            );
            put(moved);
            this.state.said = barText(moved);
        } catch (error) {
            put(session);
            const reason = error.data?.message || error.message;
            this.state.said = reason;
            this.notification.add(reason, { type: "danger", title: _t("Not moved") });
        }
    }
}

registry.category("actions").add("ticket_venue.hall_plan", HallPlan);
