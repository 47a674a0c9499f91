import {
    Component,
    onMounted,
    onWillUnmount,
    onWillUpdateProps,
    useEffect,
    useRef,
    useState,
} from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { canPick, pickScale } from "../utils/detail.js";
import { Scene } from "../utils/scene.js";
import { nextSeat } from "../utils/seat_navigation.js";
import { MINE } from "../utils/seat_states.js";
import { CONTRAST_THEME, LIGHT_THEME } from "../utils/seat_styles.js";
import { Viewport } from "../utils/viewport.js";
import { listenToGestures } from "./gestures.js";
import { SeatMapCanvas } from "./seat_map_canvas.js";
import { seatLabel } from "./seat_map_data.js";
import { SeatMapLegend } from "./seat_map_legend.js";
import { SeatMapList } from "./seat_map_list.js";

const BUTTON_ZOOM = 1.6;
const TOUCH_REACH = 22;
const MOUSE_REACH = 6;

/**
 * The one seat map: shows seats, says which one was picked, and knows no server.
 *
 * Give a new `states` array, `selected` set or `areas` list for a change to be drawn.
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
        onPick: { type: Function, optional: true },
        onPickArea: { type: Function, optional: true },
        onHover: { type: Function, optional: true },
        selectable: { type: Function, optional: true },
        describe: { type: Function, optional: true },
        "*": true,
    };
    static defaultProps = { zones: [], areas: [], mode: "zone", legend: true };

    setup() {
        this.stage = useRef("stage");
        this.canvas = useRef("canvas");
        this.state = useState({ list: false, tip: null, said: "", zone: -1, isFit: true });
        this.hover = -1;
        this.focus = -1;
        this.hoverBlock = null;
        this.build(this.props);
        onWillUpdateProps((next) => {
            if (next.geometry !== this.props.geometry) {
                this.build(next);
                this.drawer?.setScene(this.scene);
                this.viewport.fit();
            } else {
                this.restyle(next);
            }
            this.schedule();
        });
        onMounted(() => this.mount());
        onWillUnmount(() => this.unmount());
        useEffect(
            () => {
                this.restyle(this.props);
                this.schedule();
            },
            () => [this.state.zone]
        );
    }

    build(props) {
        this.scene = new Scene(props.geometry);
        this.viewport ||= new Viewport();
        this.viewport.setBounds(this.scene.bounds, this.scene.seatRadius);
        [this.hover, this.focus, this.hoverBlock] = [-1, -1, null];
        this.restyle(props);
    }

    restyle(props) {
        const { geometry, zones, areas, mode, selected } = props;
        const states = props.states || new Uint8Array(geometry.count);
        const seatZones =
            props.seatZones || new Int16Array(geometry.count).fill(zones.length ? -1 : 0);
        const strong = window.matchMedia("(prefers-contrast: more)").matches;
        const theme = strong ? CONTRAST_THEME : LIGHT_THEME;
        const { zone } = this.state;
        const dimmed = zone < 0 ? undefined : Uint8Array.from(seatZones, (z) => (z === zone ? 0 : 1));
        this.scene.update({ states, seatZones, zones, areas, mode, theme, dimmed });
        this.picked = new Set(selected || []);
        states.forEach((state, seat) => state === MINE && this.picked.add(seat));
    }

    mount() {
        this.drawer = new SeatMapCanvas(this.canvas.el);
        this.drawer.setScene(this.scene);
        this.resizer = new ResizeObserver(() => this.resize());
        this.resizer.observe(this.stage.el);
        this.resize();
        this.stopGestures = listenToGestures(this.stage.el, {
            tap: (x, y, isTouch) => this.tap(x, y, isTouch),
            pan: (dx, dy) => this.move(() => this.viewport.pan(dx, dy)),
            zoom: (x, y, factor) => this.move(() => this.viewport.zoomAt(x, y, factor)),
            hover: (x, y) => this.point(x, y),
            leave: () => this.point(-1, -1),
        });
    }

    unmount() {
        this.resizer?.disconnect();
        this.stopGestures?.();
        cancelAnimationFrame(this.frame);
        cancelAnimationFrame(this.flight);
    }

    resize() {
        const { clientWidth, clientHeight } = this.stage.el;
        if (!clientWidth || !clientHeight) {
            return;
        }
        const wasFit = !this.viewport.width || this.viewport.isFit;
        this.viewport.resize(clientWidth, clientHeight);
        if (wasFit) {
            this.viewport.fit();
        }
        this.drawer.resize(clientWidth, clientHeight);
        this.draw();
    }

    schedule() {
        this.frame ||= requestAnimationFrame(() => this.draw());
    }

    draw() {
        cancelAnimationFrame(this.frame);
        this.frame = 0;
        if (!this.drawer || !this.viewport.width) {
            return;
        }
        this.drawer.draw(this.viewport.state, {
            selected: this.picked,
            hover: this.hover,
            focus: this.focus,
            hoverBlock: this.hoverBlock,
            showFree: this.props.states && ((count) => _t("%(count)s free", { count })),
        });
        if (this.state.isFit !== this.viewport.isFit) {
            this.state.isFit = this.viewport.isFit;
        }
    }

    get diameter() {
        return 2 * this.scene.seatRadius * this.viewport.scale;
    }

    get mapLabel() {
        return (
            this.props.label ||
            _t(
                "Seat map. Arrow keys move from seat to seat, Enter picks, plus and minus zoom, zero shows the whole map."
            )
        );
    }

    // Movement

    move(change) {
        cancelAnimationFrame(this.flight);
        this.hideTip();
        change();
        this.schedule();
    }

    /** Flies to where `aim` moves the viewport. */
    flyTo(aim) {
        const from = this.viewport.state;
        aim();
        const to = this.viewport.state;
        cancelAnimationFrame(this.flight);
        this.hideTip();
        if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
            return this.schedule();
        }
        const start = performance.now();
        const step = (now) => {
            const share = Math.min((now - start) / 260, 1);
            const eased = 1 - (1 - share) ** 3;
            for (const part of ["scale", "x", "y"]) {
                this.viewport[part] = from[part] + (to[part] - from[part]) * eased;
            }
            this.draw();
            if (share < 1) {
                this.flight = requestAnimationFrame(step);
            }
        };
        step(start);
    }

    zoomBy(factor) {
        const { width, height } = this.viewport;
        this.flyTo(() => this.viewport.zoomAt(width / 2, height / 2, factor));
    }

    zoomIn() {
        this.zoomBy(BUTTON_ZOOM);
    }

    zoomOut() {
        this.zoomBy(1 / BUTTON_ZOOM);
    }

    showAll() {
        this.flyTo(() => this.viewport.fit());
    }

    // Pointing and picking

    seatUnder(x, y, isTouch) {
        const [mapX, mapY] = this.viewport.toMap(x, y);
        const reach = (isTouch ? TOUCH_REACH : MOUSE_REACH) / this.viewport.scale;
        return this.scene.seatAt(mapX, mapY, reach);
    }

    tap(x, y, isTouch) {
        const [mapX, mapY] = this.viewport.toMap(x, y);
        const block = this.scene.blockAt(mapX, mapY);
        if (block?.standing) {
            this.props.onPickArea?.(block.section.id);
            return;
        }
        if (canPick(this.diameter, isTouch)) {
            const seat = this.seatUnder(x, y, isTouch);
            if (seat >= 0) {
                this.pick(seat);
            }
        } else if (block || this.seatUnder(x, y, isTouch) >= 0) {
            const scale = pickScale(this.scene.seatRadius, isTouch);
            this.flyTo(() => this.viewport.zoomAt(x, y, scale / this.viewport.scale));
        }
    }

    isSelectable(seat) {
        return this.props.selectable ? this.props.selectable(seat) : true;
    }

    pick(seat) {
        if (this.props.onPick && this.isSelectable(seat)) {
            this.props.onPick(seat);
        }
        this.say(seat);
    }

    point(x, y) {
        const outside = x < 0;
        const [mapX, mapY] = this.viewport.toMap(x, y);
        const seat = outside || !canPick(this.diameter) ? -1 : this.seatUnder(x, y);
        const block = outside || seat >= 0 ? null : this.scene.blockAt(mapX, mapY) || null;
        const shown = block && (block.standing || !canPick(this.diameter)) ? block : null;
        if (seat !== this.hover || shown !== this.hoverBlock) {
            [this.hover, this.hoverBlock] = [seat, shown];
            this.props.onHover?.(seat);
            this.schedule();
        }
        const can = (seat >= 0 && this.props.onPick && this.isSelectable(seat)) || shown;
        this.stage.el.style.cursor = can ? "pointer" : "";
        if (seat >= 0) {
            this.showTip(seat);
        } else if (shown) {
            this.showBlockTip(shown, x, y);
        } else {
            this.hideTip();
        }
    }

    describe(seat) {
        return this.props.describe
            ? this.props.describe(seat)
            : seatLabel(this.props.geometry, seat);
    }

    showTip(seat) {
        const { geometry } = this.props;
        const at = this.viewport.toScreen(geometry.x[seat], geometry.y[seat]);
        const reach = Math.max(this.diameter / 2, 4) + 8;
        this.placeTip(String(this.describe(seat)).split("\n"), ...at, reach);
    }

    showBlockTip(block, x, y) {
        const lines = [block.section.name];
        if (this.props.states || block.area) {
            lines.push(_t("%(count)s free", { count: block.free }));
        }
        this.placeTip(lines, x, y, 14);
    }

    placeTip(lines, x, y, reach) {
        const below = y < 90;
        const room = Math.min(110, this.viewport.width / 2);
        this.state.tip = {
            lines,
            below,
            x: Math.min(Math.max(x, room), this.viewport.width - room),
            y: below ? y + reach : y - reach,
        };
    }

    hideTip() {
        if (this.state.tip) {
            this.state.tip = null;
        }
    }

    say(seat) {
        this.state.said = String(this.describe(seat)).replaceAll("\n", ", ");
    }

    // Keyboard

    onKeydown(ev) {
        if (ev.ctrlKey || ev.metaKey || ev.altKey) {
            return;
        }
        const acts = {
            "+": () => this.zoomIn(),
            "=": () => this.zoomIn(),
            "-": () => this.zoomOut(),
            0: () => this.showAll(),
            Enter: () => this.focus >= 0 && this.pick(this.focus),
            " ": () => this.focus >= 0 && this.pick(this.focus),
        };
        if (acts[ev.key]) {
            acts[ev.key]();
        } else if (/^(Arrow|Home|End|Page)/.test(ev.key)) {
            this.focusSeat(nextSeat(this.props.geometry, this.scene.index, this.focus, ev.key));
        } else {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
    }

    focusSeat(seat) {
        this.focus = seat;
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
        this.showTip(seat);
        this.say(seat);
        this.draw();
    }

    onBlur() {
        this.focus = -1;
        this.hideTip();
        this.schedule();
    }

    toggleList() {
        this.state.list = !this.state.list;
    }

    toggleZone(zone) {
        this.state.zone = this.state.zone === zone ? -1 : zone;
    }
}
