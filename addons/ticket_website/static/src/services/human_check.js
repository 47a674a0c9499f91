import { rpc } from "@web/core/network/rpc";

const ACTION = "ticket_human";
const SCRIPTS = {
    turnstile: () => "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit",
    recaptcha: (key) =>
        `https://www.recaptcha.net/recaptcha/api.js?render=${encodeURIComponent(key)}`,
};
const FIELDS = { turnstile: "turnstile_captcha", recaptcha: "recaptcha_token_response" };

/**
 * Whoever took seats very often shows to be no robot, and goes on.
 *
 * @param {{checks: {kind: string, key: string}[], text: string, close: string}} captcha
 * @returns {Promise<boolean>}
 */
export async function proveHuman({ checks, text, close }) {
    const tokens = {};
    for (const { kind, key } of checks) {
        const ask = kind === "turnstile" ? askTurnstile : askRecaptcha;
        try {
            await loadScript(SCRIPTS[kind](key));
            tokens[FIELDS[kind]] = await ask(key, text, close);
        } catch {
            return false; // blocked, or given up: there is the time to wait, too
        }
    }
    const answer = await rpc("/ticket/web/human", tokens, { silent: true });
    return Boolean(answer.human);
}

function loadScript(url) {
    return new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = url;
        script.onload = resolve;
        script.onerror = reject;
        document.head.append(script);
    });
}

async function askRecaptcha(key) {
    const { grecaptcha } = window;
    await new Promise((resolve) => grecaptcha.ready(resolve));
    return grecaptcha.execute(key, { action: ACTION });
}

function askTurnstile(key, text, close) {
    const dialog = document.createElement("dialog");
    const title = document.createElement("p");
    const place = document.createElement("div");
    const button = document.createElement("button");
    dialog.className = "o_ticket_human";
    title.textContent = text;
    button.className = "btn btn-light";
    button.textContent = close;
    dialog.append(title, place, button);
    document.body.append(dialog);
    dialog.showModal();
    return new Promise((resolve, reject) => {
        const failed = () => reject(new Error("no proof"));
        button.addEventListener("click", () => dialog.close());
        dialog.addEventListener("close", failed);
        window.turnstile.render(place, {
            sitekey: key,
            action: ACTION,
            callback: resolve,
            "error-callback": failed,
        });
    }).finally(() => dialog.remove());
}
