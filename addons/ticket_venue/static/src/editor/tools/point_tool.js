import { _t } from "@web/core/l10n/translation";
import { snapPoint } from "./snapping.js";

/** A click puts the focal point, or a text. */
export class PointTool {
    constructor(editor, code) {
        this.editor = editor;
        this.code = code;
        this.at = null;
        this.cursor = "crosshair";
    }

    get options() {
        return this.editor.optionsOf(this.code);
    }

    down() {
        return true;
    }

    move(point) {
        const { at, lines } = snapPoint(this.editor, point);
        this.at = at;
        this.lines = lines;
    }

    up(point) {
        const { at } = snapPoint(this.editor, point);
        if (this.code === "focal") {
            this.editor.commands.change(_t("Focal point"), (edit) => edit.setFocal(at));
            this.editor.tell(_t("Every seat looks here now."));
            return;
        }
        const { text, size } = this.options;
        const id = this.editor.commands.change(_t("Text"), (edit) =>
            edit.putShape({ shape: "text", x: at[0], y: at[1], text: text || _t("Text"), size }),
        );
        this.editor.choose("select");
        this.editor.selection.set({ shapes: [id] });
    }

    leave() {
        this.at = null;
    }

    cancel() {
        this.at = null;
    }

    draw(pen) {
        if (!this.at) {
            return;
        }
        pen.guides(this.lines || []);
        pen.cross(...this.at);
        if (this.code === "label") {
            const [x, y] = pen.viewport.toScreen(...this.at);
            pen.note(this.options.text || _t("Text"), x, y - 40);
        }
    }
}
