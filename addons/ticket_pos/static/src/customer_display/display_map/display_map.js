import {
    Component,
    onMounted,
    onWillUnmount,
    onWillUpdateProps,
    useRef,
    useState,
} from "@odoo/owl";
import { around, clusters } from "@ticket_pos/utils/display";
import { Camera } from "@ticket_venue/seat_map/camera";
import { wantsContrast } from "@ticket_venue/seat_map/contrast";
import { SeatMapCanvas } from "@ticket_venue/seat_map/seat_map_canvas";
import { indexOfSeat } from "@ticket_venue/seat_map/seat_map_data";
import { Scene } from "@ticket_venue/utils/scene";
import { CONTRAST_THEME, LIGHT_THEME } from "@ticket_venue/utils/seat_styles";
import { browser } from "@web/core/browser/browser";

/** Seats drawn smaller than this are shown from near as well, in turns. */
const SMALL_SEAT = 12;
const NEAR_SEAT = 26;
const TURN_MS = 4000;
const RING = 14;

/** Where in the hall the seats of the cart are; a picture, not to be touched. */
export class DisplayMap extends Component {
    static template = "ticket_pos.DisplayMap";
    static props = {
        map: Object,
        zones: Array,
        seatZones: Object,
        seatIds: { type: Array, element: Number },
        label: String,
    };

    setup() {
        this.stage = useRef("stage");
        this.canvas = useRef("canvas");
        this.state = useState({ rings: [], near: false });
        this.camera = new Camera(() => this.draw());
        this.viewport = this.camera.viewport;
        this.build(this.props);
        onWillUpdateProps((next) => {
            const isOther = next.map !== this.props.map;
            if (isOther) {
                this.build(next);
                this.drawer.setScene(this.scene);
            } else {
                this.mark(next);
            }
            this.show(false);
        });
        onMounted(() => this.start());
        onWillUnmount(() => this.stop());
    }

    build(props) {
        this.scene = new Scene(props.map);
        this.viewport.setBounds(this.scene.bounds, this.scene.seatRadius);
        this.mark(props);
    }

    /** Zones in which nothing is chosen stand back. */
    mark({ map, zones, seatZones, seatIds }) {
        this.seats = seatIds.map((id) => indexOfSeat(map, id)).filter((seat) => seat >= 0);
        const chosen = new Set(this.seats.map((seat) => seatZones[seat]));
        this.scene.update({
            states: new Uint8Array(map.count),
            seatZones,
            zones,
            theme: wantsContrast() ? CONTRAST_THEME : LIGHT_THEME,
            dimmed: this.seats.length
                ? Uint8Array.from(seatZones, (zone) => Number(!chosen.has(zone)))
                : undefined,
        });
        const reach = 5 * this.scene.seatRadius;
        this.boxes = clusters(
            this.seats.map((seat) => [map.x[seat], map.y[seat]]),
            reach,
        );
    }

    start() {
        this.drawer = new SeatMapCanvas(this.canvas.el);
        this.drawer.setScene(this.scene);
        this.resizer = new ResizeObserver(() => this.resize());
        this.resizer.observe(this.stage.el);
        this.resize();
        this.timer = browser.setInterval(() => this.show(!this.state.near), TURN_MS);
    }

    stop() {
        this.resizer.disconnect();
        this.camera.stop();
        browser.clearInterval(this.timer);
    }

    resize() {
        const { clientWidth, clientHeight } = this.stage.el;
        if (this.camera.resize(clientWidth, clientHeight)) {
            this.drawer.resize(clientWidth, clientHeight);
            this.show(this.state.near);
            this.camera.drawNow();
        }
    }

    /** From far: where in the hall. From near: which seats of the row. */
    show(near) {
        const isSmall = 2 * this.scene.seatRadius * this.viewport.fitScale < SMALL_SEAT;
        this.state.near = near && isSmall && this.boxes.length > 0;
        if (!this.viewport.width) {
            return;
        }
        this.camera.flyTo((viewport) => {
            if (this.state.near) {
                const [left, top, right, bottom] = around(this.boxes);
                const room = 4 * this.scene.seatRadius;
                const scale = Math.min(
                    NEAR_SEAT / (2 * this.scene.seatRadius),
                    (0.86 * viewport.width) / (right - left + 2 * room),
                    (0.8 * viewport.height) / (bottom - top + 2 * room),
                );
                viewport.showBox([left, top, right, bottom], scale);
            } else {
                viewport.fit();
            }
        });
    }

    draw() {
        if (!this.viewport.width || !this.drawer) {
            return;
        }
        this.drawer.draw(this.viewport.state, {
            hover: -1,
            focus: -1,
            hoverBlock: null,
            selected: new Set(this.seats),
            viewport: this.viewport,
        });
        this.state.rings = this.boxes.map((box) => this.ringOf(box));
    }

    ringOf([left, top, right, bottom]) {
        const reach = this.scene.seatRadius * this.viewport.scale + RING;
        const [x, y] = this.viewport.toScreen(left, top);
        const [x2, y2] = this.viewport.toScreen(right, bottom);
        const size = `width: ${x2 - x + 2 * reach}px; height: ${y2 - y + 2 * reach}px`;
        return `left: ${x - reach}px; top: ${y - reach}px; ${size}`;
    }
}
