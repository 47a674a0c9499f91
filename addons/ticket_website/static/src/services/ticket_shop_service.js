import { rpc } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { proveHuman } from "./human_check.js";

/**
 * Everything the seat picker asks the server. Refusals are answers, not exceptions:
 * `{ error: { code, message, details } }`.
 */
export class TicketShop {
    async geometry(url) {
        const response = await fetch(url);
        if (!response.ok) {
            throw new Error(`geometry ${response.status}`);
        }
        return response.json();
    }

    /** The states of all seats, or `null` when nothing changed since `etag`. */
    async availability(url, etag) {
        const response = await fetch(url);
        if (!response.ok) {
            const { status } = response;
            throw Object.assign(new Error(`availability ${status}`), { status });
        }
        const current = response.headers.get("ETag");
        if (etag && current === etag) {
            return null;
        }
        return { etag: current, buffer: await response.arrayBuffer() };
    }

    /** Who asks very often may show to be no robot, where the house has a captcha. */
    async hold(sessionId, wanted) {
        const asked = { session_id: sessionId, ...wanted };
        const answer = await rpc("/ticket/web/hold", asked, { silent: true });
        const captcha = answer.error?.details?.captcha;
        if (captcha && (await proveHuman(captcha))) {
            return rpc("/ticket/web/hold", asked, { silent: true });
        }
        return answer;
    }

    /** What this browser holds in a session: `{ hold }`, `null` when nothing. */
    held(sessionId) {
        return rpc("/ticket/web/held", { session_id: sessionId }, { silent: true });
    }

    extendHold(token) {
        return rpc("/ticket/web/extend", { token }, { silent: true });
    }

    /** Places left in the standing areas: {area id: count}. */
    async areas(sessionId) {
        const response = await fetch(`/ticket/web/areas/${sessionId}`);
        if (!response.ok) {
            throw new Error(`areas ${response.status}`);
        }
        return response.json();
    }

    extend(lineId) {
        return rpc("/ticket/web/extend", { line_id: lineId }, { silent: true });
    }

    release(token) {
        return rpc("/ticket/web/release", { token }, { silent: true });
    }

    cart(token, types) {
        return rpc("/ticket/web/cart", { token, types }, { silent: true });
    }

    /** Keep these seats for tickets that are exchanged. */
    exchange(url, asked) {
        return rpc(url, asked, { silent: true });
    }

    /** Liked first: what fails afterwards leaves the seats in the cart. */
    async moveToFavourites(item, lineId) {
        await rpc("/ticket/web/favourite", { item, on: true }, { silent: true });
        return rpc("/shop/cart/update", { line_id: lineId, quantity: 0 }, { silent: true });
    }

    packageQuote(packageId, choices, units) {
        const wanted = { package_id: packageId, choices, units };
        return rpc("/ticket/web/package/quote", wanted, { silent: true });
    }

    /** Two requests: the cart sees the places only when they are kept for good. */
    async packageCart(packageId, choices, units) {
        const wanted = { package_id: packageId, choices, units };
        const answer = await rpc("/ticket/web/package/hold", wanted, { silent: true });
        return answer.error ? answer : rpc("/ticket/web/package/cart", {}, { silent: true });
    }
}

export const ticketShopService = {
    start() {
        return new TicketShop();
    },
};

registry.category("services").add("ticket_shop", ticketShopService);
