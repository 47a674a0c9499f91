import { Component, useEffect, useRef, useState } from "@odoo/owl";
import { useEditor } from "@ticket_venue/editor/use_editor";
import { _t } from "@web/core/l10n/translation";
import { useAutofocus } from "@web/core/utils/hooks";
import { useSortable } from "@web/core/utils/sortable_owl";
import { layerText } from "../utils/face_elements.js";

/** The elements of a side, the topmost first: names, order, what is hidden or locked. */
export class FaceLayers extends Component {
    static template = "ticket_sale.FaceLayers";
    static props = { editor: Object, kinds: Array };

    setup() {
        this.face = useEditor(this.props.editor);
        this.local = useState({ renaming: 0 });
        this.list = useRef("list");
        useAutofocus({ selectAll: true });
        useEffect(
            (id) => {
                this.layerOf(id)?.scrollIntoView({ block: "nearest" });
            },
            () => [this.face.selection.single?.id],
        );
        useSortable({
            ref: this.list,
            elements: "li",
            ignore: "input, .o_layer_act",
            cursor: "grabbing",
            onDrop: ({ element, previous }) => this.dropped(element, previous),
        });
    }

    layerOf(id) {
        return this.list.el?.querySelector(`[data-layer="${id}"]`);
    }

    get layers() {
        const { editor, selection } = this.face;
        const labels = new Map(this.props.kinds.map(({ type, label }) => [type, label]));
        return editor.elements
            .map((element) => ({
                ...element,
                label:
                    layerText(element, editor.lang, editor.fieldNames) || labels.get(element.type),
                isSelected: selection.has(element.id),
                trouble: editor.troubleOf(element.id),
            }))
            .reverse();
    }

    /** The list shows the topmost first; the document has it last. */
    dropped(element, previous) {
        const id = Number(element.dataset.layer);
        const shown = this.layers.map((layer) => layer.id).filter((other) => other !== id);
        const at = previous ? shown.indexOf(Number(previous.dataset.layer)) + 1 : 0;
        this.props.editor.commands.reorder(shown.toSpliced(at, 0, id).reverse());
    }

    pick(layer, ev) {
        const { selection } = this.props.editor;
        this.props.editor.setMode("design");
        if (ev.shiftKey || ev.ctrlKey || ev.metaKey) {
            selection.toggle(layer.id);
        } else {
            selection.set([layer.id]);
        }
    }

    toggle(layer, flag) {
        const label = flag === "hidden" ? _t("Hide or show") : _t("Lock or unlock");
        this.props.editor.doc.change(label, (edit) =>
            edit.set(layer.id, { [flag]: layer[flag] ? undefined : true }),
        );
    }

    rename(layer, ev) {
        this.local.renaming = 0;
        const name = ev.target.value.trim().slice(0, 60);
        if (name !== (layer.name || "") && name !== layer.label) {
            this.props.editor.commands.setOne(_t("Rename"), layer.id, { name: name || undefined });
        }
    }

    onKey(layer, ev) {
        if (ev.key === "Enter") {
            this.rename(layer, ev);
        } else if (ev.key === "Escape") {
            this.local.renaming = 0;
        }
        ev.stopPropagation();
    }
}
