/* global posmodel */

/** Steps in the box that finds orders, and in the dialog that hands tickets out. */

export function open() {
    return [{ content: "open the box", trigger: ".o_ticket_navbar_find", run: "click" }];
}

export function scan(code) {
    return [
        {
            content: `scan ${code}`,
            trigger: "body",
            run: () => {
                posmodel.env.services.barcode_reader.scan(code);
            },
        },
    ];
}

export function kind(name) {
    return [
        {
            content: `look for ${name}`,
            trigger: `.o_ticket_find_kinds button:text(${name})`,
            run: "click",
        },
    ];
}

export function search(text) {
    return [
        { content: `type ${text}`, trigger: ".o_ticket_find_input", run: `edit ${text}` },
        { content: "find", trigger: ".o_ticket_find_submit:enabled", run: "click" },
    ];
}

export function findsNothing() {
    return [{ content: "nothing is found", trigger: ".o_ticket_find_nothing" }];
}

export function shows(reference, ...texts) {
    const contained = texts.map((text) => `:contains(${text})`).join("");
    return [
        {
            content: `order ${reference} is shown`,
            trigger: `.o_ticket_find_card[data-reference='${reference}']${contained}`,
        },
    ];
}

export function act(name) {
    return [
        {
            content: `do ${name}`,
            trigger: `.o_ticket_find_act_${name}:enabled`,
            run: "click",
        },
    ];
}

export function prove(proof, text) {
    return [
        { content: `proof: ${proof}`, trigger: `.o_ticket_pickup_${proof}`, run: "click" },
        { content: `told: ${text}`, trigger: ".o_ticket_pickup_text", run: `edit ${text}` },
    ];
}

export function collectedBy(name) {
    return [
        { content: "somebody else comes", trigger: ".o_ticket_pickup_other", run: "click" },
        { content: name, trigger: ".o_ticket_pickup_collector", run: `edit ${name}` },
    ];
}

export function confirm() {
    return [{ content: "print all", trigger: ".o_ticket_pickup_confirm:enabled", run: "click" }];
}

export function done() {
    return [
        {
            content: "done",
            trigger: ".modal:has(.o_ticket_pickup) .modal-footer .btn-primary:contains(Done)",
            run: "click",
        },
    ];
}
