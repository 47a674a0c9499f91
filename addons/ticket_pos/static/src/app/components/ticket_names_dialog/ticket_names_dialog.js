import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";

/** Who are the tickets for? Asked before money is taken, for tickets of named persons. */
export class TicketNamesDialog extends Component {
    static template = "ticket_pos.TicketNamesDialog";
    static components = { Dialog };
    static props = {
        places: {
            type: Array,
            element: {
                type: Object,
                shape: {
                    place_id: Number,
                    label: String,
                    type_name: String,
                    session_name: String,
                },
            },
        },
        documents: Array,
        /** Takes `{place id: person}`, answers `{errors, message}`. */
        save: Function,
        getPayload: Function,
        close: Function,
    };

    setup() {
        this.state = useState({
            persons: Object.fromEntries(
                this.props.places.map((place) => [
                    place.place_id,
                    { name: "", document: this.props.documents[0][0], number: "" },
                ]),
            ),
            errors: {},
            message: "",
            saving: false,
        });
    }

    get complete() {
        return Object.values(this.state.persons).every(
            (person) => person.name.trim() && person.number.trim(),
        );
    }

    errorOf(place, field) {
        return this.state.errors[place.place_id]?.[field] || "";
    }

    async confirm() {
        this.state.saving = true;
        try {
            const { errors, message } = await this.props.save(this.state.persons);
            Object.assign(this.state, { errors, message });
            if (!message) {
                this.props.getPayload(true);
                this.props.close();
            }
        } finally {
            this.state.saving = false;
        }
    }
}
