import { TextInputPopup } from "@point_of_sale/app/components/popups/text_input_popup/text_input_popup";
import { TicketMemberDialog } from "@ticket_pos/app/components/ticket_member_dialog/ticket_member_dialog";
import { TicketMemberCart } from "@ticket_pos/app/services/ticket_member_cart";
import { deskActions } from "@ticket_pos/app/services/ticket_desk_actions";
import { deskScans } from "@ticket_pos/app/services/ticket_scanner";
import { mayBeCard } from "@ticket_pos/utils/member";
import { makeAwaitable } from "@point_of_sale/app/utils/make_awaitable_dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** Members at the counter: asks the server who they are and what they have. */
export class TicketMember {
    constructor(env, { pos, dialog, notification, ticket_server }) {
        this.pos = pos;
        this.dialog = dialog;
        this.notification = notification;
        this.server = ticket_server;
        this.cart = new TicketMemberCart({ pos, notification });
    }

    get pricelistId() {
        return this.pos.getOrder()?.pricelist_id?.id || false;
    }

    find(text) {
        return this.server.call("ticket_member_find", [text]);
    }

    load(partnerId) {
        return this.server.call("ticket_member", [partnerId, this.pricelistId]);
    }

    issue(partnerId, code, replacesId = false, reason = "") {
        return this.server.call("ticket_member_issue", [partnerId, code, replacesId, reason]);
    }

    block(partnerId, cardId, reason = "") {
        return this.server.call("ticket_member_block", [partnerId, cardId, reason]);
    }

    open(partnerId = null) {
        const current = this.pos.getOrder()?.getPartner()?.id;
        this.dialog.add(TicketMemberDialog, { partnerId: partnerId || current || null });
    }

    /** A member's card makes its owner the customer; a gift card or coupon counts at once. */
    async scan(code) {
        if (!mayBeCard(code)) {
            return false;
        }
        const known = await this.server.call("ticket_member_scan", [code]);
        if (!known) {
            return false;
        }
        if (known.kind === "blocked") {
            this.notification.add(known.message, { type: "danger", sticky: true });
        } else if (known.kind === "member") {
            await this.cart.choose(known.partner_id);
            this.open(known.partner_id);
        } else {
            await this.enter(code);
        }
        return true;
    }

    /** Use a gift card, voucher or code in the order. */
    async enter(code) {
        this.cart.openOrder();
        const result = await this.pos.activateCode(code);
        if (result !== true) {
            this.notification.add(result, { type: "warning" });
        }
    }

    async askVoucher() {
        const code = await makeAwaitable(this.dialog, TextInputPopup, {
            title: _t("Gift card or coupon"),
            placeholder: _t("Scan or type the code"),
        });
        if (code?.trim()) {
            await this.enter(code.trim());
        }
    }

    async askGiftCard() {
        const text = await makeAwaitable(this.dialog, TextInputPopup, {
            title: _t("Sell a gift card"),
            placeholder: _t("Amount, for example 200"),
        });
        if (text?.trim()) {
            await this.cart.sellGiftCard(text);
        }
    }
}

export const ticketMemberService = {
    dependencies: ["pos", "dialog", "notification", "ticket_server"],
    start(env, services) {
        return new TicketMember(env, services);
    },
};

registry.category("services").add("ticket_member", ticketMemberService);

const sells = (pos) => Boolean(pos.config.ticket_selling);

deskActions.add("member", {
    label: _t("Member"),
    icon: "fa-id-card-o",
    shortcut: "alt+b",
    sequence: 50,
    isShown: sells,
    run: ({ env }) => env.services.ticket_member.open(),
});
deskActions.add("voucher", {
    label: _t("Gift card or coupon"),
    icon: "fa-barcode",
    shortcut: "alt+v",
    sequence: 52,
    isShown: sells,
    run: ({ env }) => env.services.ticket_member.askVoucher(),
});
deskActions.add("gift_card", {
    label: _t("Sell a gift card"),
    icon: "fa-gift",
    shortcut: "alt+a",
    sequence: 54,
    isShown: (pos) => sells(pos) && Boolean(pos.ticketProgram("gift_card")),
    run: ({ env }) => env.services.ticket_member.askGiftCard(),
});
deskScans.add("member", {
    sequence: 30,
    scan: (code, { env }) => env.services.ticket_member.scan(code),
});
