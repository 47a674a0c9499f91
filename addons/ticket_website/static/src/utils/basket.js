/**
 * What a chosen place costs and which ticket types it may have. Prices come from the
 * server's offer; the server prices every line again, so these are for reading only.
 */

/** The ticket types that have a price in a zone, in the offer's order. */
export function typesOfZone(offer, zone) {
    return zone ? offer.types.filter((type) => String(type.id) in zone.prices) : [];
}

/** The type a newly chosen place gets: the last one chosen if the zone sells it. */
export function defaultType(offer, zone, preferredId) {
    const types = typesOfZone(offer, zone);
    return (types.find((type) => type.id === preferredId) || types[0])?.id ?? false;
}

export function priceOf(zone, typeId) {
    return zone?.prices[String(typeId)] ?? 0;
}

/** Lowest and highest price of a zone. */
export function priceRange(zone) {
    const prices = Object.values(zone.prices);
    return prices.length ? [Math.min(...prices), Math.max(...prices)] : null;
}

/** Sum over chosen places `{ zone, typeId }`, rounded to the currency's digits. */
export function total(choices, digits) {
    const sum = choices.reduce((amount, choice) => amount + priceOf(choice.zone, choice.typeId), 0);
    return Number(sum.toFixed(digits));
}

export function formatAmount(amount, currency, locale) {
    const text = amount.toLocaleString(locale, {
        minimumFractionDigits: Number.isInteger(amount) ? 0 : currency.digits,
        maximumFractionDigits: currency.digits,
    });
    return currency.position === "before"
        ? `${currency.symbol}${text}`
        : `${text} ${currency.symbol}`;
}
