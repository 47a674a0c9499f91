/** What an editor may choose of a block; each kind knows what it understands. */
const CHOICES = ["rule", "topic", "show", "blog", "layout", "limit"];

/**
 * Where a block's content is fetched from.
 *
 * @param {Object} dataset what the editor chose: `block` and its choices
 * @param {string} pathname of the page the block stands on
 * @param {string} language as addresses write it; pages in the site's own have none
 */
export function blockAddress(dataset, pathname, language) {
    const first = pathname.split("/")[1];
    const prefix = language && first === language ? `/${language}` : "";
    const wanted = new URLSearchParams();
    for (const name of CHOICES) {
        if (dataset[name]) {
            wanted.set(name, dataset[name]);
        }
    }
    const query = wanted.toString();
    const address = `${prefix}/ticket/web/block/${encodeURIComponent(dataset.block || "")}`;
    return query ? `${address}?${query}` : address;
}
