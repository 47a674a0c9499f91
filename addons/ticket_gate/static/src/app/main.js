import { App, whenReady } from "@odoo/owl";
import { appTranslateFn, translatedTerms, translationLoaded } from "@web/core/l10n/translation";
import { getTemplate } from "@web/core/templates";
import { pickLanguage } from "../utils/language";
import { GateStore } from "../services/gate_store";
import { GateApp } from "./gate_app/gate_app";

/** The language that was chosen here last. */
export const LANGUAGE = "ticket_gate.lang";

const { terms, ...settings } = odoo.ticketGate;
const asked = new URLSearchParams(location.search).get("lang");
const lang = pickLanguage(settings.languages, [
    asked,
    localStorage.getItem(LANGUAGE),
    ...navigator.languages,
]);
if (asked) {
    localStorage.setItem(LANGUAGE, lang);
}
document.documentElement.lang = lang.replace("_", "-");
translatedTerms.ticket_gate = terms[lang];
translatedTerms[translationLoaded] = true;

whenReady(async () => {
    const app = new App(GateApp, {
        getTemplate,
        props: { ...settings, lang, store: await GateStore.open() },
        translateFn: appTranslateFn,
        translatableAttributes: ["aria-label", "placeholder"],
        name: "Gate",
    });
    await app.mount(document.body);
});
