import { useExternalListener, useState } from "@odoo/owl";
import { SCALES, addMinutes, findClash, movedStart, movedTo } from "@ticket_venue/utils/timetable";

const CLICK_PIXELS = 4;
const SIDE = { ArrowLeft: -1, ArrowRight: 1 };
const ROW = { ArrowUp: -1, ArrowDown: 1 };

/** Moving the bars of a plan by pointer, and by Alt with the arrow keys.
 *
 * @param {Object} plan the hall plan: state, moves, canMove, hallAt, focusBeside
 */
export function usePlanDrag(plan) {
    const drag = useState({ session: null, moved: null, clash: null });
    let from = null;

    function start(ev, session) {
        if (ev.button === 0 && plan.canMove(session)) {
            from = { x: ev.clientX, y: ev.clientY, scroll: plan.grid.el.scrollLeft };
            drag.session = session;
            drag.moved = null;
        }
    }

    function move(ev) {
        if (!drag.session) {
            return;
        }
        const across = ev.clientX - from.x + plan.grid.el.scrollLeft - from.scroll;
        if (!drag.moved && Math.abs(across) + Math.abs(ev.clientY - from.y) < CLICK_PIXELS) {
            return;
        }
        const row = plan.hallAt(ev.clientY) || drag.session.hall;
        const time = movedStart(drag.session, across, plan.state.scale, plan.dayWidth);
        drag.moved = movedTo(drag.session, time, row);
        drag.clash = findClash(plan.state.sessions, drag.moved) || null;
    }

    function end() {
        const { session, moved } = drag;
        Object.assign(drag, { session: null, moved: null, clash: null });
        if (moved) {
            drag.justMoved = true;
            setTimeout(() => (drag.justMoved = false));
            return plan.moves.move(session, moved.start, moved.hall);
        }
    }

    function cancel() {
        Object.assign(drag, { session: null, moved: null, clash: null });
    }

    /** Alt and an arrow move a draft; arrows alone go to the bar beside or in the next hall. */
    function key(ev, session) {
        if (ev.key === "Escape") {
            cancel();
            return;
        }
        const side = SIDE[ev.key] || 0;
        const row = ROW[ev.key] || 0;
        if (!side && !row) {
            return;
        }
        ev.preventDefault();
        if (!ev.altKey) {
            plan.focusBeside(session, side, row);
        } else if (plan.canMove(session)) {
            const halls = plan.state.halls.map((hall) => hall.id);
            const hall = halls[halls.indexOf(session.hall) + row] ?? session.hall;
            const time = addMinutes(session.start, side * SCALES[plan.state.scale].step);
            plan.moves.move(session, time, hall);
        }
    }

    useExternalListener(window, "pointermove", move);
    useExternalListener(window, "pointerup", end);
    useExternalListener(window, "pointercancel", cancel);
    return {
        state: drag,
        start,
        key,
        applied: (sessions) =>
            drag.moved
                ? sessions.map((session) =>
                      session.id === drag.moved.id ? { ...drag.moved, dragged: true } : session,
                  )
                : sessions,
    };
}
