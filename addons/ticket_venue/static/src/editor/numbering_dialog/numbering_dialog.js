import {
    Component,
    onWillUnmount,
    onMounted,
    onWillUpdateProps,
    useRef,
    useEffect,
    useState,
} from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { toGeometry } from "../../utils/plan/document.js";
import { NumberingError, numberSeats } from "../../utils/plan/numbering.js";
import { NumberingFields } from "./numbering_fields";
import { NumberingPicture } from "./numbering_picture";
import { numberingPresets, specWith } from "./numbering_presets";
import { refusal } from "./numbering_texts";
import { countTaken, sampleRows } from "./numbering_sample";

/** A change of a field is worked out when the fingers rest, so that typing stays quick. */
const PAUSE = 120;

/**
 * Numbers seats of a plan document: choose how, see it on the map, apply it.
 *
 * `onPreview` gets the labels to draw in place of the real ones, `null` for none;
 * `onApply` gets them when the user agrees, with the label of the undo step.
 */
export class NumberingDialog extends Component {
    static template = "ticket_venue.NumberingDialog";
    static components = { NumberingFields, NumberingPicture };
    static props = {
        doc: Object,
        selection: { type: [Array, Set], optional: true },
        onPreview: Function,
        onApply: Function,
        close: Function,
    };
    static defaultProps = { selection: [] };

    setup() {
        this.root = useRef("root");
        this.presets = numberingPresets();
        this.state = useState({ preset: "odd_left", more: false, error: "", rows: [], taken: 0 });
        this.spec = useState(specWith(this.presetOf("odd_left").spec));
        this.labels = null;
        onMounted(() => this.work(this.props)); // what it tells its parent must not undo its start
        onWillUpdateProps((next) => {
            if (next.doc.version !== this.version || next.selection !== this.selection) {
                this.work(next);
            }
        });
        useEffect(
            () => this.root.el.querySelector("input:checked")?.focus(),
            () => [],
        );
        onWillUnmount(() => {
            clearTimeout(this.timer);
            this.props.onPreview(null);
        });
    }

    presetOf(code) {
        return this.presets.find((preset) => preset.code === code);
    }

    seatsOf({ doc, selection }) {
        const chosen = [...selection].map((id) => doc.seats.get(id)).filter(Boolean);
        const order = new Map(doc.orderedSections.map(({ id }, index) => [id, index]));
        const seats = chosen.length ? chosen : [...doc.seats.values()];
        return seats.sort((a, b) => order.get(a.section) - order.get(b.section));
    }

    /** Numbers the seats anew and shows how it looks; a refusal shows why instead. */
    work(props) {
        const { doc, selection } = props;
        [this.version, this.selection] = [doc.version, selection];
        const seats = this.seatsOf(props);
        this.state.count = seats.length;
        this.state.sections = new Set(seats.map(({ section }) => section)).size;
        try {
            this.labels = numberSeats(seats, toGeometry(doc).geometry.focal, this.spec);
        } catch (error) {
            if (!(error instanceof NumberingError)) {
                throw error;
            }
            this.labels = null;
            this.state.error = refusal(error);
            props.onPreview(null);
            return;
        }
        this.state.error = "";
        this.state.rows = sampleRows(this.labels, doc);
        this.state.taken = countTaken(this.labels, doc);
        props.onPreview(this.labels);
    }

    get summary() {
        const { count, sections } = this.state;
        return sections === 1
            ? _t("%(seats)s seats in one section", { seats: count })
            : _t("%(seats)s seats in %(sections)s sections", { seats: count, sections });
    }

    get isSelection() {
        return this.state.count < this.props.doc.seats.size;
    }

    choose(code) {
        this.state.preset = code;
        const { rows, seats } = specWith(this.presetOf(code).spec);
        Object.assign(this.spec.rows, rows);
        Object.assign(this.spec.seats, seats);
        this.work(this.props);
    }

    change(part, values) {
        Object.assign(this.spec[part], values);
        this.state.preset = "";
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.work(this.props), PAUSE);
    }

    apply() {
        clearTimeout(this.timer);
        this.work(this.props);
        if (this.labels?.size) {
            this.props.onApply(
                this.labels,
                _t("Number %(count)s seats", { count: this.labels.size }),
            );
            this.props.close();
        }
    }

    onKeydown(ev) {
        if (ev.key === "Escape") {
            this.props.close();
        }
        ev.stopPropagation(); // letters typed here are no shortcuts of the editor
    }
}
