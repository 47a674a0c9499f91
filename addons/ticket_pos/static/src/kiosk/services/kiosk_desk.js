/** Collecting what was bought elsewhere, and vouchers. */
export class KioskDesk {
    constructor() {
        this.model = null;
        this.clear();
    }

    clear() {
        this.orders = [];
        this.way = "scan";
    }

    /** @param {{ code?: string, order?: string, phone?: string, identity?: string }} proof */
    find(proof) {
        return this.model.run(async () => {
            const { orders } = await this.model.ask("find", proof);
            this.orders = orders;
            this.model.screen = "found";
        });
    }

    get printable() {
        return this.orders
            .flatMap((order) => order.sessions)
            .flatMap((session) => session.tickets)
            .filter((ticket) => ticket.fate === "ready");
    }

    print() {
        return this.model.run(async () => {
            const tickets = this.printable.map(({ id }) => id);
            const { printing } = await this.model.ask("print", { tickets });
            this.model.thank(printing);
        });
    }

    /** A voucher is taken in hand, and the screen tells what it pays. */
    redeem(code) {
        return this.model.run(async () => {
            const { shop } = this.model;
            const had = shop.vouchers.map(({ id }) => id);
            shop.take(await this.model.ask("voucher", { code }));
            const voucher = shop.vouchers.find(({ id }) => !had.includes(id));
            shop.typeId = voucher?.types[0] ?? shop.typeId;
            if (!voucher || shop.count) {
                await this.model.go(shop.count ? "review" : "shows");
            }
            return voucher;
        });
    }

    /** It is not to be used here: others may use it again. */
    putBack(voucher) {
        return this.model.run(async () => {
            const { shop } = this.model;
            shop.take(await this.model.ask("voucher_back", { voucher: voucher.id }));
        });
    }

    /** A code was scanned, on whatever screen the customer is. */
    async scanned(code) {
        const { model } = this;
        model.touch();
        if (model.screen === "voucher" || model.screen === "review") {
            return this.redeem(code);
        }
        if (model.screen === "welcome" && !model.blocked) {
            await model.begin("collect");
        }
        return model.screen === "collect" && model.visit ? this.find({ code }) : undefined;
    }
}
