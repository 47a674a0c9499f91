import { Component, onWillStart, useState } from "@odoo/owl";
import { TicketMemberPanel } from "@ticket_pos/app/components/ticket_member_panel/ticket_member_panel";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useAutofocus, useService } from "@web/core/utils/hooks";

/** Look a customer up by card, number, telephone or name, and see what they have. */
export class TicketMemberDialog extends Component {
    static template = "ticket_pos.TicketMemberDialog";
    static components = { Dialog, TicketMemberPanel };
    static props = {
        partnerId: { type: [Number, { value: null }], optional: true },
        close: Function,
    };

    setup() {
        this.members = useService("ticket_member");
        this.search = useAutofocus({ refName: "search" });
        this.state = useState({ text: "", found: null, message: "", panel: null, busy: false });
        onWillStart(() => this.props.partnerId && this.choose(this.props.partnerId));
    }

    get hint() {
        return _t("Card, number, telephone (last 4 digits) or name");
    }

    async onKeydown(ev) {
        if (ev.key === "Enter") {
            ev.preventDefault();
            await this.find();
        }
    }

    /** Run one question to the server after the other; what it refuses is told here. */
    async ask(question) {
        if (this.state.busy) {
            return;
        }
        Object.assign(this.state, { busy: true, message: "" });
        try {
            return await question();
        } catch (error) {
            this.state.message =
                error?.data?.message || _t("No connection: members cannot be looked up now.");
        } finally {
            this.state.busy = false;
        }
    }

    async find() {
        const text = this.state.text.trim();
        if (!text) {
            return;
        }
        const answer = await this.ask(() => this.members.find(text));
        if (!answer) {
            return;
        }
        Object.assign(this.state, { found: answer.found, message: answer.message, panel: null });
        if (answer.found.length === 1) {
            await this.choose(answer.found[0].partner_id);
        }
    }

    async choose(partnerId) {
        const panel = await this.ask(() => this.members.load(partnerId));
        if (panel) {
            this.state.panel = panel;
        }
    }

    back() {
        Object.assign(this.state, { panel: null, message: "" });
    }

    /** A change on the server answers with the new panel. */
    async update(question) {
        const panel = await this.ask(question);
        if (panel) {
            this.state.panel = panel;
        }
        return Boolean(panel);
    }

    /** Something for the order: the dialog has done its work. */
    async intoOrder(act) {
        if (await this.ask(act)) {
            this.props.close();
        }
    }
}
