import { _t } from "@web/core/l10n/translation";
import { downloadFile } from "@web/core/network/download";

const MOST_BYTES = 3_000_000;

/** Saves a face as a file that another house can open. */
export function exportFace({ name, usage }, template) {
    const content = JSON.stringify({ name, usage, template }, null, 1);
    const fileName = `${name.replace(/[\\/:*?"<>|]+/g, " ").trim() || "face"}.json`;
    downloadFile(content, fileName, "application/json");
}

/**
 * Reads such a file; a bare template is one, too. The server tells what is wrong with it.
 *
 * @returns {Promise<{name?: string, usage?: string, template: Object}>}
 * @throws {Error} with words for the person
 */
export async function readFace(file) {
    if (file.size > MOST_BYTES) {
        throw new Error(_t("This file is too large for a face."));
    }
    let content;
    try {
        content = JSON.parse(await file.text());
    } catch {
        throw new Error(_t("This file is not a face: it is not JSON."));
    }
    const template = content?.template ?? content;
    const isFace = template && Array.isArray(template.elements) && template.page?.w > 0;
    if (!isFace || !(template.page.h > 0) || !template.elements.every(isElement)) {
        throw new Error(_t("This file is not a face: it has no page with elements."));
    }
    return { name: content.name, usage: content.usage, template };
}

function isElement(element) {
    const places = ["x", "y", "w", "h"];
    return element && places.every((name) => Number.isFinite(element[name]));
}
