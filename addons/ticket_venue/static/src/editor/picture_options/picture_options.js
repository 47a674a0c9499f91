import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { EditorFields } from "../fields/editor_fields.js";
import { useEditor } from "../use_editor.js";

/** Brings a picture under the map, and says how large it is. */
export class PictureOptions extends Component {
    static template = "ticket_venue.PictureOptions";
    static components = { EditorFields };
    static props = {
        editor: Object,
        /** the plan's store: `keepPicture(file)` gives `{attachment, image, width, height}` */
        store: Object,
    };

    setup() {
        this.plan = useEditor(this.props.editor);
        this.local = useState({ isBusy: false });
    }

    get picture() {
        return this.plan.doc.background;
    }

    get metres() {
        return { metres: this.plan.state.options.picture.metres };
    }

    get metreFields() {
        const label = _t("The line is so long");
        return [
            { name: "metres", label, type: "number", min: 0.1, max: 1000, step: 0.5, unit: "m" },
        ];
    }

    get fields() {
        return [
            {
                name: "opacity",
                label: _t("Strength"),
                type: "number",
                min: 5,
                max: 100,
                step: 5,
                slider: true,
                unit: "%",
            },
            {
                name: "rotation",
                label: _t("Turned by"),
                type: "number",
                min: -180,
                max: 180,
                step: 1,
                unit: "°",
            },
        ];
    }

    get values() {
        const { opacity, rotation } = this.picture;
        return { opacity: Math.round(opacity * 100), rotation: rotation || 0 };
    }

    set(name, value) {
        const { editor } = this.props;
        const values = { [name]: name === "opacity" ? value / 100 : value };
        editor.commands.change(
            _t("Picture"),
            (edit) => edit.setBackground({ ...this.picture, ...values }),
            { join: `picture/${name}` },
        );
    }

    async read(ev) {
        const [file] = ev.target.files;
        ev.target.value = "";
        if (!file) {
            return;
        }
        this.local.isBusy = true;
        try {
            this.show(await this.props.store.keepPicture(file));
        } finally {
            this.local.isBusy = false;
        }
    }

    /** At first forty metres wide, in the middle: then a line says how large it is. */
    show({ attachment, image, width, height }) {
        const { editor } = this.props;
        const wide = 4000;
        const [centreX, centreY] = editor.isEmpty ? [0, 1000] : middle(editor.bounds());
        editor.commands.change(_t("Picture"), (edit) =>
            edit.setBackground({
                attachment,
                image,
                x: Math.round(centreX - wide / 2),
                y: Math.round(centreY - (wide * height) / width / 2),
                width: wide,
                rotation: 0,
                opacity: 0.5,
            }),
        );
        editor.show(editor.bounds());
        editor.state.measuring = true;
    }

    remove() {
        const { editor } = this.props;
        editor.commands.change(_t("Remove picture"), (edit) => edit.setBackground(null));
        editor.state.measuring = false;
    }
}

function middle([left, top, right, bottom]) {
    return [(left + right) / 2, (top + bottom) / 2];
}
