import { Component, onMounted, onWillUnmount, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { seatCount, sectionCount } from "../count_texts.js";
import { scaleBar } from "../tools/grid_layer.js";
import { useEditor } from "../use_editor.js";

/** Counts, the selection, a scale, and how close one looks. */
export class StatusBar extends Component {
    static template = "ticket_venue.StatusBar";
    static props = { editor: Object };

    setup() {
        this.plan = useEditor(this.props.editor);
        this.bar = useRef("bar");
        this.local = useState({ scale: "" });
        onMounted(() => (this.props.editor.onDrawn = (viewport) => this.drawn(viewport)));
        onWillUnmount(() => (this.props.editor.onDrawn = null));
    }

    /** Called with each frame: writes to the page only when there is something new. */
    drawn(viewport) {
        const { metres, width } = scaleBar(viewport);
        const scale = `${metres}/${Math.round(width)}`;
        if (scale !== this.local.scale) {
            this.local.scale = scale;
            this.bar.el.style.width = `${Math.round(width)}px`;
        }
    }

    get metres() {
        return this.local.scale && _t("%(metres)s m", { metres: this.local.scale.split("/")[0] });
    }

    get counts() {
        const { seats, sections } = this.plan.doc;
        const standing = [...sections.values()].reduce(
            (sum, { kind, capacity }) => sum + (kind === "standing" ? capacity : 0),
            0,
        );
        const parts = [seatCount(seats.size)];
        if (standing) {
            parts.push(_t("%(count)s standing", { count: standing }));
        }
        parts.push(sectionCount(sections.size));
        return parts.join(" · ");
    }

    get chosen() {
        const { seats } = this.plan.selection;
        return seats.size ? _t("%(count)s selected", { count: seats.size }) : "";
    }
}
