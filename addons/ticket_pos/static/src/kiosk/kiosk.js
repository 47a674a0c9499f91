import { Component, onWillUnmount, useExternalListener, useState } from "@odoo/owl";
import { CustomerAlarm } from "@ticket_sale/customer_alarm/customer_alarm";
import { CustomerPause } from "@ticket_sale/customer_alarm/customer_pause";
import { WedgeBuffer } from "@ticket_sale/utils/wedge_buffer";
import { IdleDialog } from "./components/idle_dialog";
import { TimeLeft } from "./components/time_left";
import { Blocked } from "./screens/blocked";
import { Collect } from "./screens/collect";
import { Found } from "./screens/found";
import { Pairing } from "./screens/pairing";
import { Pay } from "./screens/pay";
import { Review } from "./screens/review";
import { Seats } from "./screens/seats";
import { Sessions } from "./screens/sessions";
import { Shows } from "./screens/shows";
import { Thanks } from "./screens/thanks";
import { Voucher } from "./screens/voucher";
import { Welcome } from "./screens/welcome";
import { KioskAlarm } from "./services/kiosk_alarm";

const SCREENS = {
    pairing: Pairing,
    welcome: Welcome,
    shows: Shows,
    sessions: Sessions,
    seats: Seats,
    review: Review,
    pay: Pay,
    thanks: Thanks,
    collect: Collect,
    found: Found,
    voucher: Voucher,
};

/** The whole screen: one step at a time, and what is true on all of them. */
export class Kiosk extends Component {
    static template = "ticket_pos.Kiosk";
    static components = { CustomerAlarm, CustomerPause, IdleDialog, TimeLeft };
    static props = { model: Object };

    setup() {
        this.model = useState(this.props.model);
        this.wedge = new WedgeBuffer();
        this.alarm = useState(new KioskAlarm(this.props.model.api));
        this.alarm.start();
        onWillUnmount(() => this.alarm.stop());
        useExternalListener(window, "pointerdown", () => this.model.touch(), { capture: true });
        useExternalListener(window, "keydown", (ev) => this.onKey(ev), { capture: true });
        useExternalListener(window, "contextmenu", (ev) => ev.preventDefault());
    }

    get screen() {
        const { blocked, visit, screen } = this.model;
        if (blocked && !visit && screen === "welcome") {
            return Blocked;
        }
        return SCREENS[screen];
    }

    get canQuit() {
        return this.model.visit && !["thanks", "pay"].includes(this.model.screen);
    }

    get canSpeak() {
        return !["pay", "loading"].includes(this.model.screen);
    }

    /** Scanners type fast; people at a kiosk have no keyboard. */
    onKey(ev) {
        this.model.touch();
        const code = this.wedge.push(ev.key, ev.timeStamp);
        if (code && this.model.screen !== "pairing") {
            ev.preventDefault();
            this.model.desk.scanned(code);
        }
    }
}
