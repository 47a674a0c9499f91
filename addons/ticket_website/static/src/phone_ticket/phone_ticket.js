import { Deck } from "./deck";
import { FullCode } from "./full_code";
import { forgetTickets, keepOffline } from "./offline";
import { showCode } from "./ticket_code";

/** The ticket page of a phone: codes side by side, full screen at a touch, kept offline. */
function startPhonePage(root) {
    const { scope } = root.dataset;
    for (const code of root.querySelectorAll(".o_phone_code")) {
        showCode(code, code);
    }
    if (root.querySelector(".o_phone_deck")) {
        let full = null;
        const deck = new Deck(document.body, () => full?.refresh());
        full = new FullCode(document.querySelector(".o_phone_full"), deck);
        for (const code of root.querySelectorAll(".o_phone_code")) {
            code.addEventListener("click", () => full.open());
        }
    }
    const status = root.querySelector(".o_phone_status");
    const tell = (name) => {
        status.dataset.state = name;
        status.textContent = status.dataset[name] || "";
    };
    const tellNetwork = async () => {
        if (navigator.onLine) {
            tell((await keepOffline(scope)) ? "saved" : "online");
        } else {
            tell("offline");
        }
    };
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
