import { scanBarcode } from "@web/core/barcode/barcode_dialog";
import { isBarcodeScannerSupported } from "@web/core/barcode/barcode_video_scanner";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

/** Reads the ticket's code with the camera and sends it, where there is a camera. */
export class TicketVerify extends Interaction {
    static selector = ".o_ticket_verify_form";
    dynamicContent = {
        ".o_ticket_verify_scan": {
            "t-att-class": () => ({ "d-none": !isBarcodeScannerSupported() }),
            "t-on-click.prevent": this.scan,
        },
    };

    async scan() {
        let code;
        try {
            code = await this.waitFor(scanBarcode(this.env));
        } catch (error) {
            this.services.notification.add(error.message, { type: "warning" });
            return;
        }
        if (code) {
            this.el.elements.code.value = code;
            this.el.submit();
        }
    }
}

registry.category("public.interactions").add("ticket_sale.verify", TicketVerify);
