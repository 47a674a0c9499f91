import { TicketDiscountWriter } from "@ticket_pos/app/services/ticket_discount_writer";
import { selectionKey, seatsByPlace } from "@ticket_pos/utils/selection";

/** Makes the ticket lines of an order what the server priced. */
export class TicketLineWriter {
    constructor(pos) {
        this.pos = pos;
        this.discounts = new TicketDiscountWriter(pos, (id) => this.loadProduct(id));
    }

    async write(order, seats, lines) {
        const byPlace = seatsByPlace(seats);
        const wanted = new Map(lines.map((line) => [selectionKey(line), line]));
        for (const line of order.ticketLines) {
            if (!wanted.has(selectionKey(line.ticket_selection))) {
                order.removeOrderline(line);
            }
        }
        const existing = new Map(
            order.ticketLines.map((line) => [selectionKey(line.ticket_selection), line]),
        );
        for (const [key, priced] of wanted) {
            const values = this.lineValues(priced, byPlace);
            const line = existing.get(key);
            if (line) {
                line.update(values);
                line.setFullProductName();
            } else {
                await this.addLine(order, priced.product_id, values);
            }
        }
        await this.discounts.write(order, lines);
    }

    lineValues(priced, byPlace) {
        const { place_ids, price_unit, ...shown } = priced;
        delete shown.discounts; // they are lines of their own
        return {
            qty: place_ids.length,
            price_unit,
            discount: 0,
            ticket_selection: {
                ...shown,
                seats: place_ids.map((placeId) => {
                    const seat = byPlace.get(placeId);
                    const { place_id, seat_id, label, token, until, override } = seat;
                    const kept = { place_id, seat_id, label, token, until };
                    return override ? { ...kept, override } : kept;
                }),
            },
        };
    }

    async addLine(order, productId, values) {
        const product = await this.loadProduct(productId);
        await this.pos.addLineToOrder(
            {
                ...values,
                product_id: product,
                product_tmpl_id: product.product_tmpl_id,
                price_type: "automatic",
            },
            order,
            {},
            false,
        );
    }

    /** The till loads ticket products when it opens; a type added since then is fetched. */
    async loadProduct(productId) {
        const products = this.pos.models["product.product"];
        if (!products.get(productId)) {
            await this.pos.loadNewProducts([["product_variant_ids", "in", [productId]]]);
        }
        return products.get(productId);
    }
}
