import { useEffect } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { AlarmTurn } from "../../utils/alarm_turn";
import { AMBER } from "../../utils/outcome";

/** After an alarm the lane does again what it did before, and says so. */
export function useAlarmsEnd(state, signals, isEmergency) {
    const turn = new AlarmTurn();
    useEffect(
        (isOn) => {
            const before = turn.note(isOn, state.direction);
            if (before) {
                state.direction = before;
                state.messages.push(_t("The emergency is over: tickets are checked again."));
                signals.give(AMBER);
            }
        },
        () => [isEmergency()],
    );
}
