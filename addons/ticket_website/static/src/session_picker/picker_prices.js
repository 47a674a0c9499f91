import { formatAmount, priceRange } from "../utils/basket.js";

/** Amounts as the page's visitors write them. */
export class PickerPrices {
    constructor(currency) {
        const locale = document.documentElement.lang || undefined;
        this.money = (amount) => formatAmount(amount, currency, locale);
    }

    /** @returns {string} the cheapest and the dearest type of a zone */
    range(zone) {
        const amounts = new Set(priceRange(zone) || []);
        return [...amounts].map((amount) => this.money(amount)).join(" – ");
    }
}
