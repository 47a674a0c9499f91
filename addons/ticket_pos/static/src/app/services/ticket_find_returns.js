import { startExchange, startReseat } from "@ticket_pos/app/services/ticket_exchange";
import { startRefund } from "@ticket_pos/app/services/ticket_return";
import { AlertDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

function isGood(ticket) {
    return ticket.state === "valid";
}

/** An order of any till, as this till knows its own. */
async function loadOrder(pos, id) {
    const known = pos.models["pos.order"].get(id);
    return known || (await pos.data.loadServerOrders([["id", "=", id]]))[0];
}

async function refund(result, ctx) {
    const order = await loadOrder(ctx.pos, result.id);
    if (await startRefund(ctx, order, ctx.chosen())) {
        ctx.close();
    }
}

async function exchange(result, ctx) {
    if (result.model === "pos.order") {
        const order = await loadOrder(ctx.pos, result.id);
        if (await startExchange(ctx, order, ctx.chosen())) {
            ctx.close();
        }
        return;
    }
    const chosen = new Set(ctx.chosen());
    const tickets = result.tickets.filter((ticket) => isGood(ticket) && chosen.has(ticket.id));
    if (!tickets.length) {
        ctx.dialog.add(AlertDialog, {
            title: _t("Choose tickets"),
            body: _t("Tick the tickets that get other seats."),
        });
        return;
    }
    await startReseat(ctx.pos, tickets);
    ctx.close();
}

registry
    .category("ticket_find_acts")
    .add("refund", {
        label: _t("Give back"),
        icon: "fa-undo",
        sequence: 20,
        isShown: (result) => result.model === "pos.order" && result.tickets.some(isGood),
        run: refund,
    })
    .add("exchange", {
        label: _t("Other seats"),
        icon: "fa-exchange",
        sequence: 30,
        isShown: (result) => result.tickets.some(isGood),
        run: exchange,
    });
