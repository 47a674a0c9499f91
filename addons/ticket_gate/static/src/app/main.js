import { App, whenReady } from "@odoo/owl";
import { appTranslateFn, translatedTerms, translationLoaded } from "@web/core/l10n/translation";
import { getTemplate } from "@web/core/templates";
import { GateApp } from "./gate_app/gate_app";

const { terms, ...settings } = odoo.ticketGate;
translatedTerms.ticket_gate = terms;
translatedTerms[translationLoaded] = true;

whenReady(() => {
    const app = new App(GateApp, {
        getTemplate,
        props: settings,
        translateFn: appTranslateFn,
        translatableAttributes: ["aria-label"],
        name: "Gate",
    });
    return app.mount(document.body);
});
