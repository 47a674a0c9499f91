import { Component } from "@odoo/owl";
import { useEditor } from "@ticket_venue/editor/use_editor";
import { _t } from "@web/core/l10n/translation";

/** Size of the page, what is selected, grid and snapping, zoom. */
export class DesignerFoot extends Component {
    static template = "ticket_sale.FaceDesignerFoot";
    static props = { editor: Object };

    setup() {
        this.face = useEditor(this.props.editor);
    }

    get size() {
        const { page } = this.face.doc;
        const size = _t("%(width)s × %(height)s mm", { width: page.w, height: page.h });
        return page.dpi ? `${size} · ${_t("%(dpi)s dpi", { dpi: page.dpi })}` : size;
    }

    get chosen() {
        const { size } = this.face.selection;
        return size ? _t("%(count)s selected", { count: size }) : "";
    }

    /** A pixel of the screen is a 96th of an inch. */
    get zoom() {
        return `${Math.round((this.face.state.view.zoom / (96 / 25.4)) * 100)}%`;
    }

    toggle(name) {
        this.face.state[name] = !this.face.state[name];
    }
}
