/** What a lane without the network says: the server's sentences, with what is known here. */

/**
 * @param {object} facts the package
 * @param {object} scan
 * @param {{number?: string, session?: object, ticket?: object, listed?: object,
 *  decision: object, wording?: string}} found
 * @returns {{answer: object, decision: object}} the answer as the server would give it
 */
export function say(facts, scan, { number, session, ticket, listed, decision, wording }) {
    const { admit, reason, admitted } = decision;
    const type = facts.types?.[ticket?.type] ?? facts.pass_types?.[ticket?.pass_type] ?? "";
    const words = wordsOf(facts, session, ticket, decision);
    Object.assign(words, { type, zone: listed?.place ?? type });
    const summary = {
        number,
        type,
        session: session?.name ?? null,
        place: listed?.place ?? null,
        holder: listed?.holder ?? null,
        admits: ticket?.admits,
        admitted,
    };
    const answer = {
        scan_id: scan.scan_id,
        result: admit ? "admit" : "refuse",
        reason,
        message: message(facts.messages, wording ?? wordingOf(reason, ticket, listed), words),
        ticket: number ? summary : null,
        offline: true,
    };
    return { answer, decision };
}

function wordsOf(facts, session, ticket, { admitted, params }) {
    const at = (time, style) =>
        new Date(time * 1000).toLocaleString(facts.lang, {
            timeZone: session?.tz,
            hourCycle: "h23",
            ...style,
        });
    const words = { ...params, admitted, admits: ticket?.admits, session: session?.name };
    for (const name of ["opens", "closed", "again"]) {
        if (params[name]) {
            words[name] = at(params[name], { dateStyle: "medium", timeStyle: "short" });
        }
    }
    for (const name of ["first", "last"]) {
        if (params[name] !== undefined) {
            words[name] = clock(params[name]);
        }
    }
    if (ticket?.entered) {
        words.time = at(ticket.entered / 1000, { timeStyle: "medium" });
        words.gate = facts.gate.name;
    }
    return words;
}

/** A minute of the day as people write it. */
const clock = (minute) =>
    [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");

/** Some reasons are worded otherwise where less is known. */
function wordingOf(reason, ticket, listed) {
    if (reason === "ok" && ticket.admits > 1) {
        return "ok_partly";
    }
    if (reason === "already_used" && !ticket.entered) {
        return "already_used_before";
    }
    const unlisted = { cancelled: "void", wrong_gate: "wrong_gate_type" };
    return (listed ? null : unlisted[reason]) ?? reason;
}

function message(messages, wording, words) {
    const text = messages[wording] ?? wording;
    return text.replace(/%\((\w+)\)s/g, (_all, name) => words[name] ?? "");
}
