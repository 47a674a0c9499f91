import { registry } from "@web/core/registry";

/** Goods and customers that the till has loaded are known without asking the server. */

function productOf(pos, code) {
    const { models } = pos;
    return (
        models["product.product"].getBy("barcode", code) ||
        models["product.uom"]?.getBy("barcode", code)?.product_id
    );
}

export async function addGoods(pos, product, code) {
    await pos.addLineToCurrentOrder(
        { product_id: product, product_tmpl_id: product.product_tmpl_id },
        code ? { code } : {},
        product.needToConfigure(),
    );
}

registry.category("ticket_desk_scans").add("goods", {
    sequence: 5,
    scan: async (code, { pos }) => {
        const product = productOf(pos, code);
        if (product) {
            await addGoods(pos, product);
        }
        return Boolean(product);
    },
});

registry.category("ticket_desk_scans").add("customer", {
    sequence: 6,
    scan: async (code, { pos }) => {
        const partner = pos.models["res.partner"].getBy("barcode", code);
        if (partner) {
            pos.setPartnerToCurrentOrder(partner);
        }
        return Boolean(partner);
    },
});
