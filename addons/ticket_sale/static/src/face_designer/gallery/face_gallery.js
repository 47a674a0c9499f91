import { Component, markup, onWillStart, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { pagePresets, usages } from "../properties/page_presets.js";

/** Ready-made faces to begin with, and papers to begin on with nothing. */
export class FaceGallery extends Component {
    static template = "ticket_sale.FaceGallery";
    static components = { Dialog };
    static props = { onChoose: Function, close: Function, isFirst: Boolean };

    setup() {
        this.orm = useService("orm");
        this.local = useState({ usage: "", faces: [] });
        onWillStart(async () => {
            this.local.faces = await this.orm.call("ticket.face", "get_gallery", []);
        });
    }

    get title() {
        return this.props.isFirst ? _t("How do you want to begin?") : _t("Gallery");
    }

    get filters() {
        return [["", _t("All")], ...usages()];
    }

    get faces() {
        const names = new Map(usages());
        return this.local.faces
            .filter(({ usage }) => !this.local.usage || usage === this.local.usage)
            .map((face) => ({
                ...face,
                drawing: markup(face.svg),
                use: names.get(face.usage),
                size: _t("%(width)s × %(height)s mm", {
                    width: face.template.page.w,
                    height: face.template.page.h,
                }),
            }));
    }

    get papers() {
        return pagePresets().filter(({ usage }) => !this.local.usage || usage === this.local.usage);
    }

    async choose(face) {
        await this.props.onChoose({
            name: face.name,
            usage: face.usage,
            template: face.template,
        });
        this.props.close();
    }

    async chooseBlank({ w, h, dpi, usage }) {
        const page = dpi ? { w, h, dpi } : { w, h };
        await this.props.onChoose({
            name: "",
            usage,
            template: { version: 2, page, elements: [] },
        });
        this.props.close();
    }
}
