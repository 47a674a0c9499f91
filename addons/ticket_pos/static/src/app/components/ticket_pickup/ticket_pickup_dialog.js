import { Component, useState } from "@odoo/owl";
import { useBarcodeReader } from "@point_of_sale/app/hooks/barcode_reader_hook";
import { TicketPickupPrints } from "@ticket_pos/app/components/ticket_pickup/ticket_pickup_prints";
import { anyScan } from "@ticket_pos/app/utils/any_scan";
import { scannedKind } from "@ticket_pos/utils/find_text";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useAutofocus, useService } from "@web/core/utils/hooks";

const { DateTime } = luxon;

/** What was asked to find the order proves who came, if only the buyer knows it. */
const KNOWN = ["ticket", "link", "phone", "identity"];
const ENOUGH = 4;

/** Hand out tickets of an order: who came, how do we know, print all of them. */
export class TicketPickupDialog extends Component {
    static template = "ticket_pos.TicketPickupDialog";
    static components = { Dialog, TicketPickupPrints };
    static props = {
        result: Object,
        tickets: Array,
        /** [text, kind] by which the order was found */
        asked: Array,
        done: Function,
        close: Function,
    };

    setup() {
        this.find = useService("ticket_find");
        const [text, kind] = this.props.asked;
        const known = KNOWN.includes(kind);
        this.state = useState({
            proof: known ? kind : "phone",
            text: known ? text : "",
            known,
            other: false,
            collector: "",
            refusal: "",
            again: [],
            handed: false,
            busy: false,
        });
        useAutofocus({ refName: "proof" });
        useBarcodeReader(
            anyScan((code) => this.scanned(code)),
            true,
        );
    }

    get proofs() {
        return [
            { id: "phone", name: _t("Phone"), hint: _t("Last four digits of the buyer's phone") },
            { id: "identity", name: _t("ID number"), hint: _t("Last four of the ID number") },
            { id: "document", name: _t("ID document seen"), hint: "" },
        ];
    }

    get proof() {
        return this.proofs.find(({ id }) => id === this.state.proof);
    }

    get knownBy() {
        return {
            ticket: _t("The customer has the ticket's code."),
            link: _t("The customer has the link to the tickets."),
            phone: _t("The customer knows the phone of the order."),
            identity: _t("The customer showed the ID of a person on the tickets."),
        }[this.state.proof];
    }

    get ready() {
        const { known, proof, text, other, collector, busy } = this.state;
        const proved = known || proof === "document" || text.trim().length >= ENOUGH;
        return proved && !busy && (!other || collector.trim().length > 1);
    }

    get countLabel() {
        return _t("%(count)s tickets", { count: this.props.tickets.length });
    }

    get confirmLabel() {
        return _t("Print all (%(count)s)", { count: this.props.tickets.length });
    }

    get ids() {
        return this.props.tickets.map(({ id }) => id);
    }

    moment(at) {
        return DateTime.fromISO(at, { zone: "utc" })
            .toLocal()
            .toLocaleString(DateTime.DATETIME_SHORT);
    }

    /** A ticket, the link to them, or an ID card under a reader. */
    scanned(code) {
        const kind = scannedKind(code);
        const proof = ["ticket", "link"].includes(kind) ? kind : "identity";
        Object.assign(this.state, { proof, text: code, known: true, refusal: "" });
    }

    chooseProof(proof) {
        Object.assign(this.state, { proof, text: "", refusal: "" });
    }

    /** What the buyer knows does not fit: ask for something else. */
    askAnew() {
        Object.assign(this.state, { known: false, proof: "phone", text: "", refusal: "" });
    }

    async handOut() {
        if (!this.ready) {
            return;
        }
        const { proof, text, other, collector } = this.state;
        this.state.busy = true;
        try {
            const args = [this.ids, proof, text, other ? collector.trim() : ""];
            const answer = await this.find.call("ticket_pickup", args);
            this.state.refusal = answer.refused || "";
            this.state.again = answer.again;
            this.state.handed = Boolean(answer.prints);
            if (answer.refused && this.state.known) {
                Object.assign(this.state, { known: false, proof: "phone", text: "" });
            }
            if (answer.prints || answer.again.length) {
                this.props.done();
            }
        } finally {
            this.state.busy = false;
        }
    }
}
