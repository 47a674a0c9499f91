import { Component, onMounted, useRef, useState } from "@odoo/owl";
import { FREE, MINE } from "../utils/seat_states.js";
import { _t } from "./words.js";

/** The map without a picture: sections, their rows, their seats, all real buttons. */
export class SeatMapList extends Component {
    static template = "ticket_venue.SeatMapList";
    static props = {
        geometry: Object,
        scene: Object,
        states: Object,
        selected: Object,
        areas: Array,
        describe: Function,
        selectable: Function,
        onPick: { type: [Function, { value: undefined }], optional: true },
        onPickArea: { type: [Function, { value: undefined }], optional: true },
        close: Function,
    };

    setup() {
        this.root = useRef("root");
        this.state = useState({ section: -1, row: -1, onlyFree: true });
        onMounted(() => this.root.el.querySelector("button")?.focus());
    }

    get sections() {
        return this.props.scene.blocks
            .filter((block) => block.total || block.standing)
            .map((block) => ({
                index: block.index,
                id: block.section.id,
                name: block.section.name,
                standing: block.standing,
                free: _t("%(count)s free", { count: block.free }),
                isOpen: this.state.section === block.index,
            }));
    }

    get rows() {
        const { geometry } = this.props;
        return geometry.sections[this.state.section].rows
            .map((index) => ({
                index,
                label: geometry.rows[index].label,
                free: geometry.rows[index].seats.filter((seat) => this.isFree(seat)).length,
                isOpen: this.state.row === index,
            }))
            .filter((row) => row.free || !this.state.onlyFree)
            .map((row) => ({ ...row, freeText: _t("%(count)s free", { count: row.free }) }));
    }

    get seats() {
        const { geometry, selected } = this.props;
        return geometry.rows[this.state.row].seats
            .filter((seat) => this.isFree(seat) || !this.state.onlyFree)
            .map((seat) => ({
                index: seat,
                number: geometry.numbers[seat],
                isMine: selected.has(seat),
                isFree: this.isFree(seat),
                label: this.props.describe(seat).replaceAll("\n", ", "),
            }));
    }

    isFree(seat) {
        const state = this.props.states[seat];
        const isOpen = state === FREE || state === MINE || this.props.selected.has(seat);
        return isOpen && this.props.selectable(seat);
    }

    /** Escape closes; arrows, Home and End go from button to button. */
    onKeydown(ev) {
        if (ev.key === "Escape") {
            this.props.close();
            return;
        }
        const buttons = [...this.root.el.querySelectorAll("button:not([disabled])")];
        const at = buttons.indexOf(document.activeElement);
        const target = {
            ArrowDown: at + 1,
            ArrowRight: at + 1,
            ArrowUp: at - 1,
            ArrowLeft: at - 1,
            Home: 0,
            End: buttons.length - 1,
        }[ev.key];
        if (at >= 0 && buttons[target]) {
            buttons[target].focus();
            ev.preventDefault();
        }
    }

    toggleSection(index) {
        this.state.section = this.state.section === index ? -1 : index;
        this.state.row = -1;
    }

    toggleRow(index) {
        this.state.row = this.state.row === index ? -1 : index;
    }
}
