import {
    Component,
    markup,
    onMounted,
    onWillUnmount,
    useEffect,
    useRef,
    useState,
} from "@odoo/owl";
import { useEditor } from "@ticket_venue/editor/use_editor";
import { capture } from "@ticket_venue/seat_map/pointer_capture";
import { boxOf } from "../utils/face_boxes.js";
import { fitted, gridStep, toPage, zoomed } from "../utils/face_view.js";
import { FaceOverlay } from "./face_overlay.js";
import { FaceRulers, RULER } from "./face_rulers.js";

const WHEEL = 1.0015; // a notch of the wheel is a hundred

/** The page in millimetres: the server's picture, moved by hand until the next one. */
export class FaceCanvas extends Component {
    static template = "ticket_sale.FaceCanvas";
    static components = { FaceOverlay, FaceRulers };
    static props = { editor: Object, drawer: Object, pointer: Object };

    setup() {
        this.face = useEditor(this.props.editor);
        this.stage = useRef("stage");
        this.drawing = useRef("drawing");
        this.local = useState({ width: 0, height: 0, cursor: null, isPanning: false });
        useEffect(() => this.place());
        onMounted(() => this.watch());
        onWillUnmount(() => this.observer.disconnect());
    }

    /** The page fits the screen whenever the screen changes. */
    watch() {
        this.observer = new ResizeObserver(() => {
            const { clientWidth: width, clientHeight: height } = this.stage.el;
            if (width !== this.local.width || height !== this.local.height) {
                Object.assign(this.local, { width, height });
                this.fit();
            }
        });
        this.observer.observe(this.stage.el);
        this.props.editor.fit = () => this.fit();
        this.props.editor.zoomBy = (factor) => this.zoomBy(factor);
    }

    fit() {
        const { width, height } = this.local;
        this.face.state.view = fitted(this.face.doc.page, width, height, RULER);
    }

    zoomBy(factor, left = this.local.width / 2, top = this.local.height / 2) {
        this.face.state.view = zoomed(this.face.state.view, factor, left, top);
    }

    // --- the picture -----------------------------------------------------------

    get picture() {
        const { state } = this.face;
        return state.drawn ? this.props.drawer.pictures[state.side] : null;
    }

    get svg() {
        const picture = this.picture;
        if (picture && picture !== this.shownPicture) {
            this.shownPicture = picture;
            this.shownSvg = markup(picture.svg);
        }
        return picture ? this.shownSvg : "";
    }

    get paperStyle() {
        const { view } = this.face.state;
        const { page } = this.face.doc;
        return (
            `transform: translate(${view.x}px, ${view.y}px);` +
            `width: ${page.w * view.zoom}px; height: ${page.h * view.zoom}px;`
        );
    }

    get gridSpace() {
        const { view, hasGrid } = this.face.state;
        return hasGrid ? gridStep(view.zoom) * view.zoom : 0;
    }

    /** Moves each drawn element from where the server drew it to where it is now. */
    place() {
        const { picture } = this;
        if (!picture || !this.drawing.el) {
            return;
        }
        const now = new Map(this.face.editor.elements.map((element) => [element.id, element]));
        for (const group of this.drawing.el.querySelectorAll("[data-element]")) {
            const drawn = picture.placed[group.dataset.element];
            const element = drawn && now.get(drawn.id);
            group.style.display = element && !element.hidden ? "" : "none";
            if (element) {
                const turn = movement(boxOf(drawn), this.face.editor.boxOf(element), element);
                group.setAttribute("transform", turn);
            }
        }
    }

    // --- the pointer -----------------------------------------------------------

    spot(ev) {
        const box = this.stage.el.getBoundingClientRect();
        return [ev.clientX - box.left, ev.clientY - box.top];
    }

    down(ev) {
        this.stage.el.focus({ preventScroll: true });
        if (ev.button > 1) {
            return;
        }
        capture(this.stage.el, ev.pointerId);
        this.props.pointer.down(this.spot(ev), ev);
        this.local.isPanning = this.props.pointer.press?.kind === "pan";
    }

    move(ev) {
        const spot = this.spot(ev);
        this.local.cursor = toPage(this.face.state.view, ...spot);
        this.props.pointer.move(spot, ev);
    }

    up(ev) {
        this.props.pointer.up(this.spot(ev), ev);
        this.local.isPanning = false;
    }

    leave() {
        this.local.cursor = null;
    }

    wheel(ev) {
        const lines = ev.deltaMode ? 33 : 1;
        this.zoomBy(WHEEL ** (-ev.deltaY * lines), ...this.spot(ev));
    }

    /** A double click on a text is for writing. */
    open() {
        if (this.face.selection.single) {
            this.face.state.focusText++;
        }
    }

    // --- dropped from the palette -----------------------------------------------

    over(ev) {
        if (ev.dataTransfer.types.includes("ticket/element")) {
            ev.preventDefault();
            ev.dataTransfer.dropEffect = "copy";
        }
    }

    drop(ev) {
        const given = ev.dataTransfer.getData("ticket/element");
        if (given) {
            const { type, field } = JSON.parse(given);
            const [x, y] = toPage(this.face.state.view, ...this.spot(ev));
            const { commands } = this.props.editor;
            if (field) {
                commands.addField(field, { x, y });
            } else {
                commands.add(type, {}, { x, y });
            }
        }
    }
}

/** The transform that brings what was drawn in `from` to `to`; text keeps its size. */
function movement(from, to, { type }) {
    const stretch = type !== "text" && from.w > 0 && from.h > 0;
    const across = stretch ? to.w / from.w : 1;
    const down = stretch ? to.h / from.h : 1;
    const dx = to.x - from.x * across;
    const dy = to.y - from.y * down;
    return `translate(${dx} ${dy}) scale(${across} ${down})`;
}
