import { _t } from "@web/core/l10n/translation";

/**
 * The picture under the map: a drag moves it; while measuring, a line drawn along something
 * of known length says how large the picture is.
 */
export class PictureTool {
    constructor(editor) {
        this.editor = editor;
        this.cancel();
    }

    get cursor() {
        return this.isMeasuring ? "crosshair" : "move";
    }

    get isMeasuring() {
        return this.editor.state.measuring;
    }

    get picture() {
        return this.editor.doc.background;
    }

    cancel() {
        this.start = null;
        this.now = null;
    }

    down(point) {
        if (!this.picture || this.editor.readonly) {
            return false;
        }
        this.start = this.now = point.at;
        return true;
    }

    move({ at }) {
        if (this.start) {
            this.now = at;
        }
    }

    up() {
        const { start, now, picture } = this;
        this.cancel();
        const [dx, dy] = [now[0] - start[0], now[1] - start[1]];
        if (Math.hypot(dx, dy) < 1) {
            return;
        }
        if (this.isMeasuring) {
            this.scale(start, Math.hypot(dx, dy));
        } else {
            this.editor.commands.change(_t("Move picture"), (edit) =>
                edit.setBackground({ ...picture, x: picture.x + dx, y: picture.y + dy }),
            );
        }
    }

    /** The picture grows about the start of the line until the line is as long as said. */
    scale([x, y], drawn) {
        const { picture, editor } = this;
        const factor = (editor.optionsOf("picture").metres * 100) / drawn;
        editor.commands.change(_t("Picture scale"), (edit) =>
            edit.setBackground({
                ...picture,
                x: x + (picture.x - x) * factor,
                y: y + (picture.y - y) * factor,
                width: picture.width * factor,
            }),
        );
        editor.state.measuring = false;
        editor.tell(_t("The picture has its real size now. Draw over it."));
        editor.show(editor.bounds());
    }

    draw(pen) {
        if (!this.start || !this.isMeasuring) {
            return;
        }
        pen.line([this.start, this.now], { width: 3 });
        for (const at of [this.start, this.now]) {
            pen.grip(...pen.viewport.toScreen(...at), 5);
        }
        const { metres } = this.editor.optionsOf("picture");
        const [x, y] = pen.viewport.toScreen(...this.now);
        pen.note(_t("%(metres)s m", { metres }), x, y - 40);
    }
}
