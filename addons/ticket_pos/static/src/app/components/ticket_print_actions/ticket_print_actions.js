import { Component, useState } from "@odoo/owl";
import { makeAwaitable } from "@point_of_sale/app/utils/make_awaitable_dialog";
import { TicketReprintDialog } from "@ticket_pos/app/components/ticket_reprint_dialog/ticket_reprint_dialog";
import { askSupervisor } from "@ticket_pos/app/services/ticket_approval";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

/** What a cashier can do about one job, and no more than makes sense for its state. */
export class TicketPrintActions extends Component {
    static template = "ticket_pos.TicketPrintActions";
    static props = {
        job: {
            type: Object,
            shape: {
                id: Number,
                state: String,
                uncertain: Boolean,
                printer_id: Number,
                label: String,
                "*": true,
            },
        },
        /** Called with nothing when something was decided. */
        decided: { type: Function, optional: true },
    };

    setup() {
        this.desk = useState(useService("ticket_print_desk"));
        this.dialog = useService("dialog");
        this.state = useState({ busy: false });
    }

    get open() {
        return ["waiting", "failed"].includes(this.props.job.state);
    }

    get reprintable() {
        return this.props.job.uncertain || this.props.job.state === "printed";
    }

    get spare() {
        return this.desk.spareOf(this.props.job.printer_id);
    }

    decide(decision, printerId) {
        return this.act(() => this.desk.decide([this.props.job.id], decision, printerId));
    }

    async reprint() {
        const { label } = this.props.job;
        const { reasons } = this.desk;
        const answer = await makeAwaitable(this.dialog, TicketReprintDialog, { label, reasons });
        const grant = answer && (await this.approve(answer));
        if (answer && grant !== null) {
            await this.act(() => this.desk.reprint([this.props.job.id], answer, grant));
        }
    }

    /** What was printed often enough by cashiers needs a supervisor. */
    approve({ reasonId, note }) {
        const { job } = this.props;
        const { pos, reasons, reprint_limit } = this.desk;
        if (reprint_limit === false || job.copy <= reprint_limit) {
            return "";
        }
        const { name } = reasons.find(({ id }) => id === reasonId);
        return askSupervisor(
            { pos, dialog: this.dialog },
            {
                act: "reprint",
                model: "ticket.print.job",
                keys: [job.id],
                reason: note ? `${name}: ${note}` : name,
                summary: _t("Print %(seat)s again. It was printed %(count)s times.", {
                    seat: job.label,
                    count: job.copy,
                }),
            },
        );
    }

    async act(deed) {
        this.state.busy = true;
        try {
            await deed();
            await this.props.decided?.();
        } finally {
            this.state.busy = false;
        }
    }
}
