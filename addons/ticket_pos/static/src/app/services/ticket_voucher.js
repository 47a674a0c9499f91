import { TextInputPopup } from "@point_of_sale/app/components/popups/text_input_popup/text_input_popup";
import { makeAwaitable } from "@point_of_sale/app/utils/make_awaitable_dialog";
import { toItems } from "@ticket_pos/utils/selection";
import { AlertDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** Shorter or stranger codes are no vouchers. */
const VOUCHER = /^[0-9A-Za-z][0-9A-Za-z -]{4,46}[0-9A-Za-z]$/;

/** Swaps vouchers and booking coupons for tickets in the cart: each pays for one. */
export class TicketVoucher {
    constructor({ pos, dialog, notification }) {
        this.pos = pos;
        this.dialog = dialog;
        this.notification = notification;
    }

    get order() {
        return this.pos.getOrder();
    }

    taken(order) {
        return order.payment_ids.map((payment) => payment.ticket_voucher).filter(Boolean);
    }

    /** @returns {Promise<boolean>} whether the code is a voucher's */
    async scan(code) {
        return VOUCHER.test(code) && this.redeem(code);
    }

    async ask() {
        const code = await makeAwaitable(this.dialog, TextInputPopup, {
            title: _t("Swap a voucher or booking coupon"),
            placeholder: _t("Scan it, or type its code"),
        });
        if (code?.trim() && !(await this.redeem(code.trim()))) {
            this.tell(_t("No voucher has this code."));
        }
    }

    async redeem(code) {
        const order = this.order || this.pos.addNewOrder();
        const desk = this.pos.ticketDesk;
        const { partner_id, pricelist_id } = desk.customer;
        const answer = await desk.call("ticket_voucher", [
            code,
            toItems(order.ticketSeats),
            partner_id,
            pricelist_id,
            order.ticketCodes,
            this.taken(order),
        ]);
        if (answer.found && answer.error) {
            this.tell(answer.error);
        } else if (answer.found) {
            this.pay(order, answer);
        }
        return answer.found;
    }

    pay(order, { method_id, amount, code, name }) {
        const result = order.addPaymentline(this.pos.models["pos.payment.method"].get(method_id));
        if (!result.status) {
            return this.tell(result.data);
        }
        result.data.setAmount(amount);
        result.data.ticket_voucher = code;
        this.notification.add(
            _t("%(voucher)s pays %(amount)s.", {
                voucher: name,
                amount: this.pos.env.utils.formatCurrency(amount),
            }),
            { type: "success" },
        );
    }

    tell(body) {
        this.dialog.add(AlertDialog, { title: _t("Voucher"), body });
    }
}

export const ticketVoucherService = {
    dependencies: ["pos", "dialog", "notification", "ticket_desk"],
    start(env, services) {
        return new TicketVoucher(services);
    },
};

registry.category("services").add("ticket_voucher", ticketVoucherService);

const takesVouchers = (pos) =>
    pos.config.payment_method_ids.some((method) => method.ticket_voucher);

registry.category("ticket_desk_actions").add("ticket_voucher", {
    label: _t("Swap voucher"),
    icon: "fa-exchange",
    shortcut: "alt+j",
    sequence: 55,
    isShown: takesVouchers,
    run: ({ env }) => env.services.ticket_voucher.ask(),
});

registry.category("ticket_desk_scans").add("ticket_voucher", {
    sequence: 25,
    scan: async (code, { pos, env }) =>
        takesVouchers(pos) && env.services.ticket_voucher.scan(code),
});
