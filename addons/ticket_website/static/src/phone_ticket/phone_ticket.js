import { Deck } from "./deck";
import { FullCode } from "./full_code";
import { forgetTickets, keepOffline } from "./offline";
import { showCode } from "./ticket_code";

function startDeck(root) {
    const codeOf = (card) => card.querySelector(".o_phone_code");
    let full = null;
    let shown = null;
    let stop = () => {};
    const deck = new Deck(document.body, (card) => {
        if (card !== shown) {
            // codes that change do so on the card one sees only
            stop();
            stop = codeOf(card) ? showCode(codeOf(card), codeOf(card)) : () => {};
            shown = card;
        }
        full?.refresh();
    });
    full = new FullCode(document.querySelector(".o_phone_full"), deck);
    for (const code of root.querySelectorAll(".o_phone_code")) {
        code.addEventListener("click", () => full.open());
    }
}

/** The ticket page of a phone: codes side by side, full screen at a touch, kept offline. */
function startPhonePage(root) {
    const { scope } = root.dataset;
    const status = root.querySelector(".o_phone_status");
    const tell = (name) => {
        if (status.dataset.state !== "insecure") {
            status.dataset.state = name;
            const text = root.querySelector(`[data-status=${name}]`);
            status.textContent = text?.textContent || "";
        }
    };
    const tellNetwork = async () => {
        if (navigator.onLine) {
            tell((await keepOffline(scope)) ? "saved" : "online");
        } else {
            tell("offline");
        }
    };
    document.addEventListener("rotating-code-failed", () => tell("insecure"));
    if (root.querySelector(".o_phone_deck")) {
        startDeck(root);
    }
    window.addEventListener("online", tellNetwork);
    window.addEventListener("offline", tellNetwork);
    tellNetwork();
    root.querySelector(".o_phone_forget")?.addEventListener("click", async () => {
        await forgetTickets(scope);
        tell("forgotten");
    });
}

for (const root of document.querySelectorAll(".o_phone")) {
    startPhonePage(root);
}
