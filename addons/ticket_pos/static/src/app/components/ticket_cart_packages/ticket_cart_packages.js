import { TicketCart } from "@ticket_pos/app/components/ticket_cart/ticket_cart";
import { patch } from "@web/core/utils/patch";

patch(TicketCart.prototype, {
    get packages() {
        return (this.props.order?.ticketPackages || []).map(({ key, name, lines }) => ({
            key,
            name,
            total: this.env.utils.formatCurrency(
                lines.reduce((sum, line) => sum + line.priceIncl, 0),
            ),
            parts: lines.map((line) => ({
                uuid: line.uuid,
                title: line.ticket_selection?.session_name || line.product_id.display_name,
                seats: line.ticketSeatLines.join("; "),
                count: line.qty,
            })),
        }));
    },
    get otherLines() {
        return super.otherLines.filter((line) => !line.ticket_package);
    },
    removePackage(key) {
        this.pos.ticketPackages.remove(this.props.order, key);
    },
});
