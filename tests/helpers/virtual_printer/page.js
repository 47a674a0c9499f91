const WORDS = {
    cover: "cover open 开盖",
    offline: "offline 离线",
    cutter: "cutter jammed 切刀卡住",
    mute: "never answers 无应答",
    runs_out: "paper about to end 即将缺纸",
    hang_up: "hangs up in a job 中途断线",
    slow: "slow 很慢",
    no_ack: "never confirms 不确认",
};
const PAPER = { low: "paper low 纸将尽", out: "out of paper 缺纸" };
const LANGUAGES = { escpos: "ESC/POS", zpl: "ZPL", fgl: "FGL (Boca)", tspl: "TSPL" };
const MARGIN = { escpos: 8, zpl: 8, tspl: 8, fgl: 0 }; // millimetres of paper beside the picture
const EVERY = 800;

const large = document.getElementById("large");
const sections = [];

function text(element, words) {
    if (element.textContent !== words) {
        element.textContent = words;
    }
}

function addSection(position) {
    const template = document.getElementById("printer");
    const section = template.content.cloneNode(true).firstElementChild;
    document.getElementById("printers").append(section);
    section.addEventListener("click", async ({ target }) => {
        const change = target.closest("[data-change]")?.dataset.change;
        if (change) {
            const answer = await fetch(`/printers/${position}/change/${change}`, {
                method: "POST",
            });
            show(position, await answer.json());
        }
    });
    return { section, shown: 0 };
}

function status(state) {
    const wrong = Object.keys(WORDS).filter((name) => state.faults[name]);
    const words = [PAPER[state.paper], ...wrong.map((name) => WORDS[name])].filter(Boolean);
    const held = state.waiting ? " · holds a job 有任务等待" : "";
    return (words.join(", ") || "ready 就绪") + held;
}

function show(position, state) {
    const known = (sections[position] ??= addSection(position));
    const { section } = known;
    const find = (selector) => section.querySelector(selector);
    section.classList.toggle("is-stopped", state.trouble);
    section.classList.toggle("is-low", !state.trouble && status(state) !== "ready 就绪");
    text(find("h2"), state.name === state.language ? LANGUAGES[state.language] : state.name);
    text(
        find(".facts"),
        `${LANGUAGES[state.language]} · ${state.address} · ${state.width} mm, ${state.dpi} dpi`,
    );
    text(find(".status"), status(state));
    for (const button of section.querySelectorAll("[data-change]")) {
        const { change } = button.dataset;
        const pressed = change.startsWith("paper_")
            ? change === `paper_${state.paper}`
            : state.faults[change];
        if (pressed !== undefined) {
            button.setAttribute("aria-pressed", String(pressed));
        }
    }
    const strips = find(".strips");
    if (state.count < known.shown) {
        strips.replaceChildren();
        known.shown = 0;
    }
    for (const ticket of state.tickets.filter(({ number }) => number > known.shown)) {
        strips.prepend(strip(ticket, state.language));
        known.shown = ticket.number;
    }
}

function strip(ticket, language) {
    const figure = document.createElement("figure");
    figure.className = language;
    figure.style.width = `calc(${ticket.width + MARGIN[language]} * var(--px))`;
    const button = document.createElement("button");
    const image = Object.assign(new Image(), { src: ticket.url, alt: "" });
    button.setAttribute("aria-label", `Ticket ${ticket.number}: look at it closely`);
    button.append(image);
    button.addEventListener("click", () => enlarge(ticket));
    const caption = document.createElement("figcaption");
    const number = Object.assign(document.createElement("b"), {
        textContent: `№ ${ticket.number}`,
    });
    const time = new Date(ticket.at * 1000).toLocaleTimeString();
    const code = Object.assign(document.createElement("span"), {
        className: ticket.codes.length ? "code" : "nocode",
        textContent: ticket.codes.length ? "✓ scans 可扫" : "no code 无码",
    });
    caption.append(number, time, code);
    figure.append(button, caption);
    return figure;
}

function enlarge(ticket) {
    large.querySelector("img").src = ticket.url;
    const facts = { Size: `${ticket.width} × ${ticket.height} mm` };
    ticket.codes.forEach(
        (code, i) => (facts[ticket.codes.length > 1 ? `Code ${i + 1}` : "Code"] = code),
    );
    if (ticket.text) {
        facts.Text = ticket.text;
    }
    large
        .querySelector("dl")
        .replaceChildren(
            ...Object.entries(facts).flatMap(([name, value]) => [
                Object.assign(document.createElement("dt"), { textContent: name }),
                Object.assign(document.createElement("dd"), { textContent: value }),
            ]),
        );
    large.showModal();
}

async function look() {
    const total = document.getElementById("total");
    try {
        const states = await (await fetch("/printers.json")).json();
        states.forEach((state, position) => show(position, state));
        const count = states.reduce((sum, state) => sum + state.count, 0);
        text(total, `${count} printed 张已打印`);
    } catch {
        text(total, "The printers' program has stopped. 打印机程序已停止。");
    }
    setTimeout(look, EVERY);
}

large.addEventListener("click", ({ target }) => target === large && large.close());
look();
