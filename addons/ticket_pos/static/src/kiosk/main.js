import { App, reactive, whenReady } from "@odoo/owl";
import { appTranslateFn, translatedTerms, translationLoaded } from "@web/core/l10n/translation";
import { getTemplate } from "@web/core/templates";
import { Kiosk } from "./kiosk";
import { KioskModel } from "./services/kiosk_model";

const settings = odoo.ticketKiosk;
translatedTerms[translationLoaded] = true;
let app = null;

/**
 * Templates are translated when they are compiled, so another language is another app
 * around the same model: the customer loses nothing.
 */
async function show(model) {
    Object.assign(translatedTerms, settings.terms[model.lang]);
    document.documentElement.lang = model.lang.replace("_", "-");
    app?.destroy();
    app = new App(Kiosk, {
        getTemplate,
        props: { model },
        translateFn: appTranslateFn,
        translatableAttributes: ["aria-label", "placeholder", "title"],
        name: "Kiosk",
    });
    await app.mount(document.body);
}

whenReady(async () => {
    const model = reactive(new KioskModel(settings));
    model.onLanguage = () => show(model);
    await show(model);
    await model.start();
});
