import { selectionKey } from "@ticket_pos/utils/selection";

/** Makes the discount lines of an order what the server said strategies give. */
export class TicketDiscountWriter {
    constructor(pos, loadProduct) {
        this.pos = pos;
        this.loadProduct = loadProduct;
    }

    async write(order, lines) {
        const old = order.ticketDiscountLines.filter((line) => line.ticket_reward.key);
        const selected = order.getSelectedOrderline();
        for (const line of old) {
            line.delete();
        }
        for (const priced of lines) {
            for (const discount of priced.discounts) {
                await this.addLine(order, discount, {
                    key: selectionKey(priced),
                    strategy_id: discount.strategy_id,
                    code: discount.code,
                    name: discount.name,
                    ...(discount.rank && { rank: discount.rank }),
                });
            }
        }
        const kept = old.includes(selected) ? order.ticketLines.at(-1) : selected;
        if (kept) {
            order.selectOrderline(kept);
        }
    }

    /** Take back with tickets what strategies had taken off them. */
    async addReturn(order, discount) {
        await this.addLine(
            order,
            discount,
            { line_id: discount.line_id, name: discount.name },
            { qty: -1 },
        );
    }

    async addLine(order, { product_id, price_unit, tax_ids, name }, reward, { qty = 1 } = {}) {
        const product = await this.loadProduct(product_id);
        const taxes = this.pos.models["account.tax"].filter((tax) => tax_ids.includes(tax.id));
        this.pos.models["pos.order.line"].create({
            order_id: order,
            product_id: product,
            qty,
            price_unit,
            price_type: "manual",
            full_product_name: name,
            tax_ids: taxes.map((tax) => ["link", tax]),
            ticket_reward: reward,
        });
    }
}
