/**
 * The language the app speaks: as chosen, else as the browser prefers, else the first.
 *
 * @param {string[][]} languages [code, name] of each
 * @param {(string | null)[]} wanted codes or tags, the most wanted first
 * @returns {string} a code
 */
export function pickLanguage(languages, wanted) {
    const codes = languages.map(([code]) => code);
    for (const tag of wanted) {
        const found =
            codes.find((code) => code === tag) ??
            codes.find((code) => tag && code.slice(0, 2) === tag.slice(0, 2).toLowerCase());
        if (found) {
            return found;
        }
    }
    return codes[0];
}
