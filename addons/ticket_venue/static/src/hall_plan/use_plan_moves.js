import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { DAY_MINUTES, SCALES, addMinutes, movedTo } from "@ticket_venue/utils/timetable";
import { barText } from "./plan_bar/plan_bar";

const EVENING = 19.5 * 60;

/** What is written from the plan: a draft moved, a session begun.
 *
 * @param {Object} plan the hall plan: state, shown, canEdit
 */
export function usePlanMoves(plan) {
    const orm = useService("orm");
    const action = useService("action");
    const notification = useService("notification");

    function put(bar) {
        const others = plan.state.sessions.filter((other) => other.id !== bar.id);
        plan.state.sessions = [...others, bar];
    }

    /** Moves a draft at once on screen, and takes it back when the server refuses. */
    async function move(session, start, hall) {
        if (start === session.start && hall === session.hall) {
            return;
        }
        put(movedTo(session, start, hall));
        try {
            const values = { start, hall_id: hall };
            const ids = [session.id];
            const moved = await orm.call("ticket.session", "move_in_hall_plan", [ids], values);
            put(moved);
            plan.state.said = barText(moved);
        } catch (error) {
            put(session);
            plan.state.said = error.data?.message || error.message;
            notification.add(plan.state.said, { type: "danger", title: _t("Not moved") });
        }
    }

    /** A double click on free time begins a session there. */
    async function begin(ev, hall) {
        if (!plan.canEdit || ev.target.closest(".o_bar")) {
            return;
        }
        const { step, cells } = SCALES[plan.state.scale];
        const left = ev.clientX - ev.currentTarget.getBoundingClientRect().left;
        const minutes = Math.floor((left * DAY_MINUTES) / plan.dayWidth / step) * step;
        const start = addMinutes(plan.shown.first, minutes + (cells ? EVENING : 0));
        const form = await orm.call("ticket.session", "get_new_in_hall_plan", [start, hall.id]);
        return action.doAction(form);
    }

    return { move, begin };
}
