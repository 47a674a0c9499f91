import { markRaw } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { IdleWatch } from "../utils/idle_watch";
import { KioskApi, NoAnswer, NotPaired, Refused } from "./kiosk_api";
import { KioskDesk } from "./kiosk_desk";
import { KioskShop } from "./kiosk_shop";

const TOKEN = "ticket_kiosk.token";
const VERSION = "1";
const STATUS_MS = 15000;
const WARNING_SECONDS = 15;
/** The thanks are read, and the tickets taken, in so many seconds. */
const THANKS_SECONDS = 25;

/**
 * What the kiosk shows and does: the state behind all screens, and the only one that
 * asks the server. What a customer has in hand is the server's; here is what it told.
 */
export class KioskModel {
    constructor({ db, languages }) {
        this.languages = languages;
        this.lang = languages[0][0];
        this.api = markRaw(new KioskApi({ db }));
        this.screen = "loading";
        this.status = null;
        this.online = true;
        this.visit = "";
        this.notice = "";
        this.busy = false;
        this.idle = { asking: false, left: WARNING_SECONDS };
        this.printing = [];
        this.raw = markRaw({ watch: new IdleWatch({ idle: 60, warning: WARNING_SECONDS }) });
        this.shop = new KioskShop();
        this.desk = new KioskDesk();
    }

    // --- the screen's life --------------------------------------------------

    async start() {
        this.shop.model = this.desk.model = this;
        this.raw.ticking = setInterval(() => this.tick(), 500);
        const token = localStorage.getItem(TOKEN);
        if (token) {
            await this.usePairing(token);
        } else {
            this.screen = "pairing";
        }
    }

    async pair(code) {
        await this.run(async () => {
            const { token } = await this.api.call("pair", { code });
            localStorage.setItem(TOKEN, token);
            await this.usePairing(token);
        });
    }

    async usePairing(token) {
        this.api.token = token;
        await this.refresh();
        if (this.api.token) {
            await this.speak(this.status?.lang ?? this.lang);
            this.goHome();
        }
    }

    unpair() {
        this.forget();
        localStorage.removeItem(TOKEN);
        this.api.token = "";
        this.status = null;
        this.screen = "pairing";
    }

    /** Tell the server that the screen is alive, and hear how the kiosk is. */
    async refresh() {
        clearTimeout(this.raw.timer);
        try {
            this.status = await this.api.call("status", { version: VERSION, screen: this.screen });
            this.online = true;
            this.raw.watch.idle = this.status.idle_seconds;
        } catch (error) {
            if (error instanceof NotPaired) {
                this.unpair();
                return;
            }
            this.online = false;
        }
        this.raw.timer = setTimeout(() => this.refresh(), this.online ? STATUS_MS : 3000);
    }

    /** Why nobody can use the kiosk, empty when everybody can. */
    get blocked() {
        if (!this.online) {
            return "offline";
        }
        const { condition } = this.status ?? {};
        return ["closed", "paper", "printer"].includes(condition) ? condition : "";
    }

    get sells() {
        return this.status?.condition === "ready";
    }

    async speak(lang) {
        if (lang !== this.api.lang || lang !== this.lang) {
            this.lang = this.api.lang = lang;
            await this.onLanguage();
            await this.shop.translate();
        }
    }

    // --- a customer's visit -------------------------------------------------

    /** Somebody begins: the server keeps what this visit has in hand. */
    async begin(screen) {
        await this.run(async () => {
            const { visit } = await this.api.call("begin");
            this.visit = visit;
            this.touch();
            await this.go(screen);
        });
    }

    async go(screen) {
        this.notice = "";
        this.screen = screen;
        await this.run(() => this.shop.enter(screen));
    }

    /** @param {"idle" | "cancelled"} reason */
    async leave(reason) {
        const { visit } = this;
        this.forget();
        this.goHome();
        if (visit) {
            try {
                await this.api.call("leave", { visit, reason });
            } catch {
                // the next visit, or time itself, ends it on the server
            }
        }
        await this.speak(this.status?.lang ?? this.lang);
    }

    goHome() {
        this.screen = "welcome";
        this.refresh();
    }

    /** Nothing of a customer stays on the screen or in the browser. */
    forget() {
        this.visit = "";
        this.notice = "";
        this.printing = [];
        this.raw.watch.stop();
        this.shop.clear();
        this.desk.clear();
    }

    thank(printing) {
        this.printing = printing;
        this.screen = "thanks";
        this.raw.thanksUntil = Date.now() + THANKS_SECONDS * 1000;
        this.shop.clear();
        this.desk.clear();
    }

    /** How the tickets come out; only for the eye, so failures do not matter. */
    async watchPrinting() {
        const { visit } = this;
        const answer = await this.api.call("payment", { visit }).catch(() => null);
        if (answer?.printing && this.screen === "thanks") {
            this.printing = answer.printing;
        }
    }

    // --- time ---------------------------------------------------------------

    touch() {
        if (this.visit) {
            this.raw.watch.touch(Date.now());
            this.idle.asking = false;
        }
    }

    tick() {
        if (this.screen === "thanks") {
            this.raw.watch.stop();
            if (Date.now() > this.raw.thanksUntil) {
                this.leave("idle");
            }
            return;
        }
        if (this.screen === "pay" && this.shop.waiting) {
            this.touch(); // the payment has a time of its own
        }
        const { asking, left, over } = this.raw.watch.look(Date.now());
        if (asking !== this.idle.asking || left !== this.idle.left) {
            Object.assign(this.idle, { asking, left });
        }
        if (over) {
            this.idle.asking = false;
            this.leave("idle");
        }
    }

    // --- asking the server --------------------------------------------------

    ask(name, body = {}) {
        return this.api.call(name, { visit: this.visit, ...body });
    }

    /** Do something that asks the server; refusals become a notice, one at a time. */
    async run(act) {
        const outermost = !this.busy;
        if (outermost) {
            this.notice = "";
        }
        this.busy = true;
        try {
            return await act();
        } catch (error) {
            this.tell(error);
            return undefined;
        } finally {
            if (outermost) {
                this.busy = false;
            }
        }
    }

    tell(error) {
        if (error instanceof NotPaired) {
            this.unpair();
        } else if (error instanceof Refused) {
            if (error.code === "visit_over") {
                this.forget();
                this.goHome();
            }
            if (error.code === "kiosk_not_ready") {
                this.refresh();
            }
            this.notice = error.message;
        } else if (error instanceof NoAnswer) {
            this.notice = _t("No connection. Please try again in a moment.");
        } else {
            throw error;
        }
    }
}
