import { browser } from "@web/core/browser/browser";
import { SessionPicker } from "../session_picker";
import { _t } from "../words.js";
import { ExchangeModel } from "./exchange_model";

/** The seat picker for tickets that are exchanged: a seat for each, then old and new. */
export class ExchangePicker extends SessionPicker {
    static template = "ticket_website.ExchangePicker";
    static props = {
        ...SessionPicker.props,
        exchange: {
            type: Object,
            shape: { tickets: Array, keep: String, back: String, access_token: String },
        },
    };

    newModel() {
        return new ExchangeModel(this.props.offer, this.props.exchange.tickets);
    }

    get todo() {
        const { missing } = this.model;
        if (!missing) {
            return _t("Before anything happens you see what it costs.");
        }
        return missing === 1
            ? _t("Choose one seat on the map.")
            : _t("Choose %(count)s seats on the map.", { count: missing });
    }

    get goOn() {
        return _t("Show me the price");
    }

    /** Looking for seats together is what the page before does. */
    async takeBest() {
        browser.location.assign(this.props.exchange.back);
    }

    async exchange() {
        const { keep, access_token: accessToken } = this.props.exchange;
        const answer = await this.keeper.ask(() =>
            this.env.services.ticket_shop.exchange(keep, {
                session_id: this.props.offer.session,
                seats: this.model.seatOfTickets,
                access_token: accessToken,
            }),
        );
        if (answer.redirect) {
            this.state.busy = true;
            this.kept.write([]);
            browser.location.assign(new URL(answer.redirect, browser.location.origin).href);
        } else {
            await this.availability.refresh();
        }
    }
}
