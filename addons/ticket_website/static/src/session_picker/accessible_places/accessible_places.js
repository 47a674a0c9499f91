import { Component } from "@odoo/owl";

/** Free places for wheelchairs in words: chosen here without searching the map. */
export class AccessiblePlaces extends Component {
    static template = "ticket_website.AccessiblePlaces";
    static props = {
        seats: Array,
        has: Function,
        nameOf: Function,
        priceOf: Function,
        onPick: Function,
    };
}
