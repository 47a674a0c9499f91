import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** Shows the SVG that the server drew of a ticket face. */
export class FacePreview extends Component {
    static template = "ticket_sale.FacePreview";
    static props = { ...standardFieldProps };

    get drawing() {
        return this.props.record.data[this.props.name];
    }
}

registry.category("fields").add("ticket_face_preview", {
    component: FacePreview,
    displayName: _t("Ticket Face Preview"),
    supportedTypes: ["html"],
});
