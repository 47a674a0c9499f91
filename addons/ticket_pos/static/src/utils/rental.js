/** A length of time as people say it. */
export function splitMinutes(minutes) {
    const whole = Math.max(Math.floor(minutes), 0);
    return {
        days: Math.floor(whole / 1440),
        hours: Math.floor((whole % 1440) / 60),
        minutes: whole % 60,
    };
}

/** What the customer pays (above zero) or gets back (below) for a thing that comes back. */
export function balance({ charge, deposit }, compensation = 0) {
    return charge + compensation - deposit;
}

/** Things that have the searched words in name, code or category. */
export function matching(things, text, keys) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return things.filter((thing) => {
        const said = keys
            .map((key) => thing[key] || "")
            .join(" ")
            .toLowerCase();
        return words.every((word) => said.includes(word));
    });
}
