import { App, whenReady } from "@odoo/owl";
import { getTemplate } from "@web/core/templates";
import { setPageWords, translate } from "@ticket_venue/seat_map/words";
import { TicketShop } from "../services/ticket_shop_service.js";
import { ExchangePicker } from "../session_picker/exchange/exchange_picker";
import { SessionPicker } from "../session_picker/session_picker";

/** The page's words, or none: then it speaks English rather than not at all. */
async function loadWords(url) {
    try {
        const response = url ? await fetch(url) : null;
        setPageWords(response?.ok ? await response.json() : {});
    } catch {
        setPageWords({});
    }
}

/**
 * Draws the seat picker at once. Odoo's own scripts are large and come after the page;
 * nobody who wants a seat should wait for them.
 */
async function start() {
    await whenReady();
    const root = document.querySelector(".o_ticket_session_app");
    if (!root) {
        return;
    }
    await loadWords(root.dataset.words);
    const props = JSON.parse(root.dataset.picker);
    const app = new App(props.exchange ? ExchangePicker : SessionPicker, {
        env: { services: { ticket_shop: new TicketShop() } },
        props,
        getTemplate,
        translateFn: (text, module) => translate(text, module),
        warnIfNoStaticProps: false,
    });
    root.replaceChildren();
    await app.mount(root);
    performance.mark("ticket-picker");
}

start();
