import { onWillUnmount, useExternalListener } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Commands } from "../../services/commands";
import { NotPaired } from "../../services/gate_api";
import { AMBER } from "../../utils/outcome";
import { refusalWords } from "../refusal_words";

const HEARTBEAT = 10_000;
/** An alarm cannot wait for the next heartbeat. */
const PULSE = 2000;

/** Keeps a lane's screen in step with the server while both are there. */
export function useHeartbeat(lane, state, { signals, onRefused, onReload }) {
    const tell = (text) => {
        state.messages.push(text);
        signals.give(AMBER);
    };
    const commands = new Commands({
        message: ({ text }) => tell(text || _t("Call the house manager.")),
        open: ({ text }) => tell(text || _t("Let one person through.")),
        reload: () => {
            lane.refreshed = -Infinity;
            onReload();
        },
    });

    /** One at a time: what is asked for meanwhile comes after it. */
    let isBeating = false;
    let isWanted = false;
    async function beat() {
        if (isBeating) {
            isWanted = true;
            return;
        }
        isBeating = true;
        await once();
        isBeating = false;
        if (isWanted) {
            isWanted = false;
            beat();
        }
    }

    async function once() {
        try {
            const told = { done: commands.done, state: lane.status?.gate.state };
            const status = await lane.beat(told);
            const { waiting, upload } = lane;
            Object.assign(state, { status, online: true, waiting, doubles: [...upload.doubles] });
            if (commands.obey(status.commands ?? [])) {
                isWanted = true; // say at once that it is done, and see what it changed
            }
        } catch (error) {
            state.online = false;
            if (error instanceof NotPaired) {
                onRefused(refusalWords(error));
            }
        }
    }

    let isFeeling = false;
    async function feel() {
        if (isFeeling || isBeating || !state.online) {
            return;
        }
        isFeeling = true;
        try {
            if (await lane.hasChanged()) {
                await beat();
            }
        } catch {
            // the heartbeat tells who is away, and why
        }
        isFeeling = false;
    }

    useExternalListener(window, "online", beat);
    useExternalListener(window, "offline", () => (state.online = false));
    const heart = setInterval(beat, HEARTBEAT);
    const pulse = setInterval(feel, PULSE);
    onWillUnmount(() => {
        clearInterval(heart);
        clearInterval(pulse);
    });
    beat();
}
