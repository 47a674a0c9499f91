const ASK_MS = 3000;

/** Whether there is an emergency here or elsewhere: asked often and apart from all else, for it cannot wait. */
export class KioskAlarm {
    constructor(api) {
        this.api = api;
        this.alarms = [];
        this.pauses = [];
    }

    start() {
        this.ask();
    }

    stop() {
        clearTimeout(this.timer);
        this.stopped = true;
    }

    async ask() {
        try {
            const answer = this.api.token ? await this.api.call("alarm") : null;
            this.alarms = answer?.alarms ?? [];
            this.pauses = answer?.pauses ?? [];
        } catch {
            // what was told last stays true until the server says otherwise
        }
        if (!this.stopped) {
            this.timer = setTimeout(() => this.ask(), ASK_MS);
        }
    }
}
