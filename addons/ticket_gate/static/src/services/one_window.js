const LOCK = "ticket_gate";
/** A window that is being reloaded gives the lane up within this time. */
const PATIENCE = 1500;

/**
 * One window of a browser works a lane: two would count one ticket each for itself while
 * the network is away.
 */
export class OneWindow {
    /** @param {() => void} onLost another window has taken the lane */
    constructor(onLost) {
        this.onLost = onLost;
    }

    /** @returns {Promise<boolean>} whether this window has the lane now */
    take({ steal = false } = {}) {
        const { locks } = navigator;
        if (!locks) {
            return Promise.resolve(true); // a plain http address
        }
        const options = steal ? { steal } : { signal: AbortSignal.timeout(PATIENCE) };
        return new Promise((resolve) => {
            let isMine = false;
            const hold = () => {
                isMine = true;
                resolve(true);
                return new Promise(() => {}); // until the window closes
            };
            locks
                .request(LOCK, options, hold)
                .catch(() => (isMine ? this.onLost() : resolve(false)));
        });
    }
}
