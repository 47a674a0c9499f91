import {
    Component,
    onMounted,
    onWillUnmount,
    onWillUpdateProps,
    useEffect,
    useRef,
    useState,
} from "@odoo/owl";
import { pickScale } from "../utils/detail.js";
import { Lasso, seatsInside } from "../utils/lasso.js";
import { boxOf } from "../utils/polygon.js";
import { Scene } from "../utils/scene.js";
import { nextSeat } from "../utils/seat_navigation.js";
import { MINE } from "../utils/seat_states.js";
import { CONTRAST_THEME, LIGHT_THEME } from "../utils/seat_styles.js";
import { Camera } from "./camera.js";
import { onContrastChange, wantsContrast } from "./contrast.js";
import { listenToGestures } from "./gestures.js";
import { Pointing } from "./pointing.js";
import { SeatMapCanvas } from "./seat_map_canvas.js";
import { seatLabel } from "./seat_map_data.js";
import { SeatMapLegend } from "./seat_map_legend.js";
import { SeatMapList } from "./seat_map_list.js";
import { placeTip } from "./tip.js";
import { ToolHand } from "./tool_hand.js";
import { _t } from "./words.js";

/**
 * The one seat map: shows seats, says which one was picked, and knows no server.
 *
 * Give a new `states` array, `selected` set or `areas` list for a change to be drawn.
 * With `onLasso` seats are also circled: by a drag with Shift, and when `lasso` is true by
 * a plain drag (then Shift pans). `onPickSection` gets a tap on a section seen from far.
 * A `tool` takes the pointer and draws over the map, see `tool_hand.js`.
 */
export class SeatMapView extends Component {
    static template = "ticket_venue.SeatMapView";
    static components = { SeatMapLegend, SeatMapList };
    static props = {
        geometry: Object,
        states: { type: Object, optional: true },
        zones: { type: Array, optional: true },
        seatZones: { type: Object, optional: true },
        selected: { type: Object, optional: true },
        areas: { type: Array, optional: true },
        mode: { type: String, optional: true },
        label: { type: String, optional: true },
        legend: { type: Boolean, optional: true },
        zoneLegend: { type: Boolean, optional: true },
        dimmed: { type: Object, optional: true },
        lookAt: { type: Object, optional: true },
        onPick: { type: Function, optional: true },
        onPickArea: { type: Function, optional: true },
        onPickSection: { type: Function, optional: true },
        lasso: { type: Boolean, optional: true },
        onLasso: { type: Function, optional: true },
        onHover: { type: Function, optional: true },
        selectable: { type: Function, optional: true },
        describe: { type: Function, optional: true },
        tool: { type: Object, optional: true },
    };
    static defaultProps = { zones: [], areas: [], mode: "zone", legend: true, zoneLegend: true };

    setup() {
        this.stage = useRef("stage");
        this.canvas = useRef("canvas");
        this.listButton = useRef("listButton");
        this.state = useState({ list: false, tip: null, said: "", zone: -1, isFit: true });
        this.camera = new Camera(() => this.draw());
        this.viewport = this.camera.viewport;
        this.hand = new ToolHand(this);
        this.build(this.props);
        onWillUpdateProps((next) => {
            if (next.geometry !== this.props.geometry) {
                this.build(next);
                this.drawer.setScene(this.scene);
                if (next.geometry.map !== this.props.geometry.map) {
                    this.viewport.fit();
                }
            } else {
                this.restyle(next);
            }
            if (next.lookAt && next.lookAt !== this.props.lookAt) {
                this.showSeats(next.lookAt.seats);
            }
            this.camera.schedule();
        });
        onMounted(() => this.start());
        onWillUnmount(() => this.stop());
        useEffect(
            () => {
                this.restyle(this.props);
                this.camera.schedule();
            },
            () => [this.state.zone],
        );
        useEffect(
            () => {
                if (this.returns) {
                    this.listButton.el.focus();
                }
            },
            () => [this.state.list],
        );
    }

    build(props) {
        this.asked = -1;
        this.scene = new Scene(props.geometry);
        this.viewport.setBounds(this.scene.bounds, this.scene.seatRadius);
        this.pointing = new Pointing(this.scene, this.viewport);
        this.lasso = new Lasso();
        this.marks = { hover: -1, focus: -1, hoverBlock: null };
        this.restyle(props);
    }

    restyle(props) {
        const { geometry, zones, areas, mode, selected } = props;
        const states = props.states || new Uint8Array(geometry.count);
        const unzoned = zones.length ? -1 : 0;
        const seatZones = props.seatZones || new Int16Array(geometry.count).fill(unzoned);
        const theme = wantsContrast() ? CONTRAST_THEME : LIGHT_THEME;
        const { zone } = this.state;
        const dimmed =
            zone < 0 ? props.dimmed : Uint8Array.from(seatZones, (z) => Number(z !== zone));
        this.scene.update({ states, seatZones, zones, areas, mode, theme, dimmed });
        this.picked = new Set(selected || []);
        states.forEach((state, seat) => state === MINE && this.picked.add(seat));
        if (this.asked >= 0) {
            this.say(this.asked, props); // what came of the pick
            this.asked = -1;
        }
    }

    start() {
        this.drawer = new SeatMapCanvas(this.canvas.el);
        this.drawer.setScene(this.scene);
        this.resizer = new ResizeObserver(() => this.resize());
        this.resizer.observe(this.stage.el);
        this.stopContrast = onContrastChange(() => {
            this.restyle(this.props);
            this.camera.schedule();
        });
        this.hand.attach();
        this.resize();
        if (this.props.lookAt) {
            this.showSeats(this.props.lookAt.seats);
        }
        this.stopGestures = listenToGestures(this.stage.el, {
            tap: (x, y, isTouch) => this.tap(x, y, isTouch),
            pan: (dx, dy) => this.move(() => this.camera.pan(dx, dy)),
            zoom: (x, y, factor) => this.move(() => this.camera.zoom(x, y, factor)),
            hover: (x, y, ev) => this.hand.hover(x, y, ev) || this.point(x, y),
            leave: () => this.hand.leave() || this.point(-1, -1),
            draws: ({ shiftKey }) => this.props.onLasso && Boolean(this.props.lasso) !== shiftKey,
            draw: (x, y) => this.drawLasso(x, y),
            drawn: () => this.endLasso(),
            undrawn: () => this.clearLasso(),
            grab: (x, y, ev) => this.hand.grab(x, y, ev),
            drag: (x, y, ev) => this.hand.drag(x, y, ev),
            drop: (x, y, ev) => this.hand.drop(x, y, ev),
            letGo: () => this.hand.letGo(),
        });
    }

    stop() {
        this.resizer.disconnect();
        this.stopGestures();
        this.stopContrast();
        this.camera.stop();
    }

    move(change) {
        this.hideTip();
        change();
    }

    resize() {
        const { clientWidth, clientHeight } = this.stage.el;
        if (this.camera.resize(clientWidth, clientHeight)) {
            this.drawer.resize(clientWidth, clientHeight);
            this.camera.drawNow();
        }
    }

    draw() {
        if (!this.viewport.width) {
            return;
        }
        this.drawer.draw(this.viewport.state, {
            ...this.marks,
            lasso: this.lasso.corners,
            selected: this.picked,
            tool: this.props.tool,
            viewport: this.viewport,
            showFree: this.props.states && ((count) => _t("%(count)s free", { count })),
        });
        if (this.state.isFit !== this.viewport.isFit) {
            this.state.isFit = this.viewport.isFit;
        }
    }

    get mapLabel() {
        return (
            this.props.label ||
            _t(
                "Seat map. Arrow keys move from seat to seat, Enter picks, plus and minus zoom, zero shows the whole map.",
            )
        );
    }

    describe(seat) {
        const { describe, geometry } = this.props;
        return String(describe ? describe(seat) : seatLabel(geometry, seat));
    }

    isSelectable(seat) {
        return this.props.selectable ? this.props.selectable(seat) : true;
    }

    pick(seat) {
        this.say(seat);
        if (this.props.onPick && this.isSelectable(seat)) {
            this.asked = seat;
            this.props.onPick(seat);
        }
    }

    tap(x, y, isTouch) {
        const { area, seat, scale, block } = this.pointing.tapped(x, y, isTouch);
        if (area) {
            this.props.onPickArea?.(area.section.id);
        } else if (seat >= 0) {
            this.pick(seat);
        } else if (block && this.props.onPickSection) {
            this.props.onPickSection(block.index);
        } else if (scale) {
            this.hideTip();
            this.camera.flyTo((viewport) => viewport.zoomAt(x, y, scale / viewport.scale));
        }
    }

    drawLasso(x, y) {
        this.hideTip();
        if (this.lasso.add(x, y, (...at) => this.viewport.toMap(...at))) {
            this.camera.schedule();
        }
    }

    endLasso() {
        const seats = seatsInside(this.props.geometry, this.scene.index, this.lasso.corners);
        this.clearLasso();
        const wanted = seats.filter((seat) => this.isSelectable(seat));
        if (wanted.length) {
            this.props.onLasso(wanted);
        }
    }

    clearLasso() {
        this.lasso.clear();
        this.camera.schedule();
    }

    point(x, y) {
        const { seat, block } = x < 0 ? { seat: -1, block: null } : this.pointing.under(x, y);
        if (seat !== this.marks.hover || block !== this.marks.hoverBlock) {
            [this.marks.hover, this.marks.hoverBlock] = [seat, block];
            this.props.onHover?.(seat);
            this.camera.schedule();
        }
        const canAct = block || (seat >= 0 && this.props.onPick && this.isSelectable(seat));
        const idle = this.props.lasso ? "crosshair" : "";
        this.stage.el.style.cursor = canAct ? "pointer" : idle;
        if (seat >= 0) {
            this.showSeatTip(seat);
        } else if (block) {
            this.state.tip = placeTip(this.blockLines(block), { x, y, reach: 14 }, this.viewport);
        } else {
            this.hideTip();
        }
    }

    blockLines(block) {
        const isCounted = this.props.states || block.area;
        const free = isCounted ? [_t("%(count)s free", { count: block.free })] : [];
        return [block.section.name, ...free];
    }

    showSeatTip(seat) {
        const { geometry } = this.props;
        const [x, y] = this.viewport.toScreen(geometry.x[seat], geometry.y[seat]);
        const reach = Math.max(this.pointing.diameter / 2, 4) + 8;
        this.state.tip = placeTip(this.describe(seat).split("\n"), { x, y, reach }, this.viewport);
    }

    hideTip() {
        this.state.tip = null;
    }

    /** Tells a screen reader of a seat, and whether it is chosen or cannot be. */
    say(seat, { onPick, selectable } = this.props) {
        const lines = this.describe(seat).split("\n");
        if (onPick && this.picked.has(seat)) {
            lines.push(_t("chosen"));
        } else if (onPick && selectable && !selectable(seat)) {
            lines.push(_t("cannot be chosen"));
        }
        this.state.said = lines.join(", ");
    }

    onKeydown(ev) {
        if (this.hand.key(ev)) {
            return;
        }
        const { focus } = this.marks;
        const acts = {
            "+": () => this.camera.zoomIn(),
            "=": () => this.camera.zoomIn(),
            "-": () => this.camera.zoomOut(),
            0: () => this.camera.showAll(),
            Enter: () => focus >= 0 && this.pick(focus),
            " ": () => focus >= 0 && this.pick(focus),
        };
        if (ev.ctrlKey || ev.metaKey || ev.altKey) {
            return;
        }
        if (acts[ev.key]) {
            acts[ev.key]();
        } else if (/^(Arrow|Home|End|Page)/.test(ev.key)) {
            this.focusSeat(nextSeat(this.props.geometry, this.scene.index, focus, ev.key));
        } else {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
    }

    focusSeat(seat) {
        this.marks.focus = seat;
        if (seat < 0) {
            return;
        }
        const { geometry } = this.props;
        const at = [geometry.x[seat], geometry.y[seat]];
        const scale = pickScale(this.scene.seatRadius);
        if (this.viewport.scale < scale * 0.6) {
            this.viewport.showBox([...at, ...at], scale);
        }
        this.viewport.reveal(...at);
        this.showSeatTip(seat);
        this.say(seat);
        this.camera.drawNow();
    }

    /** Flies to some seats, close enough to pick one. */
    showSeats(seats) {
        if (!seats.length || !this.viewport.width) {
            return;
        }
        const { x, y } = this.props.geometry;
        const box = boxOf(seats.map((seat) => [x[seat], y[seat]]));
        const close = pickScale(this.scene.seatRadius, true);
        this.hideTip();
        this.camera.flyTo((viewport) => {
            viewport.showBox(box);
            if (viewport.scale > close) {
                viewport.showBox(box, close);
            }
        });
    }

    onBlur() {
        this.marks.focus = -1;
        this.hideTip();
        this.camera.schedule();
    }

    /** Closing the list gives the focus back to the button that opened it. */
    toggleList() {
        this.state.list = !this.state.list;
        this.returns = !this.state.list;
    }

    toggleZone(zone) {
        this.state.zone = this.state.zone === zone ? -1 : zone;
    }
}
