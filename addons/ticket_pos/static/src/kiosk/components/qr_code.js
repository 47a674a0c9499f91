import { Component } from "@odoo/owl";

/** The white edge that readers need, in modules. */
const MARGIN = 4;

/** A QR code that the server has computed, as rows of 0 and 1. */
export class QrCode extends Component {
    static template = "ticket_pos.KioskQrCode";
    static props = { rows: { type: Array, element: String }, label: String };

    get size() {
        return this.props.rows.length + 2 * MARGIN;
    }

    get path() {
        return this.props.rows
            .flatMap((row, y) =>
                [...row].map((dark, x) =>
                    dark === "1" ? `M${x + MARGIN} ${y + MARGIN}h1v1h-1z` : "",
                ),
            )
            .join("");
    }
}
