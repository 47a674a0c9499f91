import { makeAwaitable } from "@point_of_sale/app/utils/make_awaitable_dialog";
import { TicketPickupDialog } from "@ticket_pos/app/components/ticket_pickup/ticket_pickup_dialog";
import { TicketReprintDialog } from "@ticket_pos/app/components/ticket_reprint_dialog/ticket_reprint_dialog";
import { askSupervisor } from "@ticket_pos/app/services/ticket_approval";
import { TicketPickupPrintsDialog } from "@ticket_pos/app/components/ticket_pickup/ticket_pickup_prints_dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

const LIVE = ["valid", "used"];

/** In nobody's hand yet: neither collected nor on its way to paper. */
export function canBeHandedOut(ticket) {
    const printed = ticket.job && ticket.job.state !== "spoiled";
    return ticket.state === "valid" && !ticket.over && !ticket.collected && !printed;
}

export function canBeReprinted(ticket) {
    return LIVE.includes(ticket.state) && ["printed", "failed"].includes(ticket.job?.state);
}

function chosenOf(result, ctx, condition) {
    const ids = ctx.chosen();
    const chosen = result.tickets.filter(({ id }) => ids.includes(id)).filter(condition);
    return chosen.length ? chosen : result.tickets.filter(condition);
}

export function handOut(result, ctx) {
    ctx.dialog.add(TicketPickupDialog, {
        result,
        tickets: chosenOf(result, ctx, canBeHandedOut),
        asked: ctx.asked,
        done: () => ctx.refresh(),
    });
}

/** Numbered copies with a reason; beyond the cashier's limit a supervisor is asked. */
export async function reprint(result, ctx) {
    const { pos, dialog, env } = ctx;
    const desk = env.services.ticket_print_desk;
    const tickets = chosenOf(result, ctx, canBeReprinted);
    const label = tickets.map((ticket) => ticket.label).join(", ");
    const answer = await makeAwaitable(dialog, TicketReprintDialog, {
        label,
        reasons: desk.reasons,
    });
    if (!answer) {
        return;
    }
    const limit = desk.reprint_limit;
    const beyond = tickets.filter(({ job }) => limit !== false && job.copy > limit);
    const reason = desk.reasons.find(({ id }) => id === answer.reasonId).name;
    const grant = beyond.length
        ? await askSupervisor(
              { pos, dialog },
              {
                  act: "reprint",
                  model: "ticket.print.job",
                  keys: beyond.map(({ job }) => job.id),
                  reason: answer.note ? `${reason}: ${answer.note}` : reason,
                  summary: _t("Print %(seat)s again. It was printed %(count)s times.", {
                      seat: beyond.map((ticket) => ticket.label).join(", "),
                      count: Math.max(...beyond.map(({ job }) => job.copy)),
                  }),
              },
          )
        : "";
    if (grant === null) {
        return;
    }
    const ids = tickets.map(({ id }) => id);
    const { reasonId, note } = answer;
    const args = [ids, reasonId, note, grant || false];
    await env.services.ticket_find.call("ticket_found_reprint", args);
    dialog.add(TicketPickupPrintsDialog, { ticketIds: ids });
    await ctx.refresh();
}

registry.category("ticket_find_acts").add("pickup", {
    label: _t("Hand out"),
    icon: "fa-hand-o-right",
    sequence: 10,
    isShown: (result) => result.tickets.some(canBeHandedOut),
    run: handOut,
});

registry.category("ticket_find_acts").add("reprint", {
    label: _t("Print a copy"),
    icon: "fa-print",
    sequence: 40,
    isShown: (result) => result.tickets.some(canBeReprinted),
    run: reprint,
});

registry.category("ticket_desk_actions").add("pickup", {
    label: _t("Pick up"),
    icon: "fa-hand-o-right",
    shortcut: "alt+t",
    sequence: 15,
    isShown: () => true,
    run: ({ env }) => env.services.ticket_find.open({ pickup: true }),
});
