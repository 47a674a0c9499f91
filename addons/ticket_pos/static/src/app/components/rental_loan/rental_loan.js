import { Component, useState } from "@odoo/owl";
import { balance } from "@ticket_pos/utils/rental";
import { useService } from "@web/core/utils/hooks";

/** A thing that is out: how long, what it costs, and how it came back. */
export class RentalLoan extends Component {
    static template = "ticket_pos.RentalLoan";
    static props = { loan: Object, done: Function };

    setup() {
        this.rental = useService("ticket_rental");
        const { outcome, compensation, note } = this.props.loan;
        this.state = useState({
            outcome,
            compensation: compensation ? String(compensation) : "",
            note,
            busy: false,
            failure: "",
        });
    }

    get compensation() {
        const { outcome, compensation } = this.state;
        if (outcome === "lost") {
            return this.props.loan.replacement;
        }
        if (outcome === "gone") {
            return Math.max(this.props.loan.deposit - this.props.loan.charge, 0);
        }
        return outcome === "damaged" ? Math.max(Number(compensation) || 0, 0) : 0;
    }

    /** Where nobody brings the thing back, the deposit is all there is. */
    get charge() {
        const { charge, deposit } = this.props.loan;
        return this.state.outcome === "gone" ? Math.min(charge, deposit) : charge;
    }

    get balance() {
        return balance({ ...this.props.loan, charge: this.charge }, this.compensation);
    }

    get duration() {
        return this.rental.duration(this.props.loan.minutes);
    }

    get isComplete() {
        return this.state.outcome !== "damaged" || Boolean(this.state.note.trim());
    }

    money(amount) {
        return this.env.utils.formatCurrency(amount);
    }

    takeBack() {
        return this.act(() =>
            this.rental.takeBack(
                this.props.loan,
                this.state.outcome,
                this.compensation,
                this.state.note.trim(),
            ),
        );
    }

    resume() {
        return this.act(() => this.rental.resume(this.props.loan));
    }

    async act(work) {
        this.state.busy = true;
        try {
            await work();
            this.props.done();
        } catch (error) {
            if (!error.data) {
                throw error;
            }
            this.state.failure = error.data.message;
        } finally {
            this.state.busy = false;
        }
    }
}
