import { Component, onWillStart, useState } from "@odoo/owl";
import { usePos } from "@point_of_sale/app/hooks/pos_hook";
import { TicketShiftSlip } from "@ticket_pos/app/components/ticket_shift/ticket_shift_slip";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

/** How the shift stands: on the screen, on a slip, as a PDF. */
export class TicketShiftDialog extends Component {
    static template = "ticket_pos.TicketShiftDialog";
    static components = { Dialog };
    static props = { close: Function };

    setup() {
        this.pos = usePos();
        this.printer = useService("printer");
        this.notification = useService("notification");
        this.state = useState({ busy: false });
        onWillStart(async () => {
            this.document = await this.call("ticket_shift_report");
        });
    }

    call(method) {
        return this.pos.data.call("pos.session", method, [[this.pos.session.id]]);
    }

    async once(act) {
        this.state.busy = true;
        try {
            await act();
        } finally {
            this.state.busy = false;
        }
    }

    printOnTickets() {
        return this.once(async () => {
            await this.call("ticket_shift_print");
            this.notification.add(_t("The slip is on its way to %s.", this.document.printer));
        });
    }

    printReceipt() {
        return this.once(() =>
            this.printer.print(
                TicketShiftSlip,
                { document: this.document },
                { webPrintFallback: true },
            ),
        );
    }
}
