/**
 * Hands pointer and keys of the map to the view's `tool`, if it has one.
 *
 * @typedef {Object} ToolPoint
 * @property {number} x in CSS pixels of the map
 * @property {number} y
 * @property {[number, number]} at in map units
 * @property {number} seat index of the seat there, -1 for none
 * @property {boolean} shift
 * @property {boolean} alt
 * @property {boolean} ctrl or the command key
 * @property {boolean} isTouch
 * @property {number} pixel map units a CSS pixel
 *
 * @typedef {Object} Tool every part is optional
 * @property {(view: {redraw, viewport, camera, scene}) => void} attach once the map is there
 * @property {(point: ToolPoint) => boolean} down true keeps the drag, false lets it pan
 * @property {(point: ToolPoint) => void} move while pressed, and while hovering
 * @property {(point: ToolPoint) => void} up
 * @property {() => void} cancel the press became a pinch
 * @property {() => void} leave the pointer has left the map
 * @property {(ev: KeyboardEvent) => boolean} key true when the key was the tool's
 * @property {(ctx, viewport) => void} draw over everything, in CSS pixels
 * @property {(ctx, viewport) => void} drawUnder below shapes and seats
 * @property {string} cursor
 */
export class ToolHand {
    constructor(view) {
        this.view = view;
    }

    get tool() {
        return this.view.props.tool;
    }

    attach() {
        const { view } = this;
        this.tool?.attach?.({
            redraw: () => view.camera.schedule(),
            viewport: view.viewport,
            camera: view.camera,
            get scene() {
                return view.scene;
            },
        });
    }

    point(x, y, ev) {
        const { viewport, pointing } = this.view;
        const isTouch = ev.pointerType === "touch";
        return {
            x,
            y,
            at: viewport.toMap(x, y),
            seat: pointing.seatUnder(x, y, isTouch),
            shift: ev.shiftKey,
            alt: ev.altKey,
            ctrl: ev.ctrlKey || ev.metaKey,
            isTouch,
            pixel: 1 / viewport.scale,
        };
    }

    grab(x, y, ev) {
        const takes = Boolean(this.tool?.down?.(this.point(x, y, ev)));
        if (takes) {
            this.view.hideTip();
        }
        return this._drawn(takes);
    }

    drag(x, y, ev) {
        this.tool.move?.(this.point(x, y, ev));
        this._drawn();
    }

    drop(x, y, ev) {
        this.tool.up?.(this.point(x, y, ev));
        this._drawn();
    }

    letGo() {
        this.tool.cancel?.();
        this._drawn();
    }

    hover(x, y, ev) {
        if (!this.tool) {
            return false;
        }
        this.tool.move?.(this.point(x, y, ev));
        return this._drawn(true);
    }

    leave() {
        this.tool?.leave?.();
        return this._drawn(Boolean(this.tool));
    }

    key(ev) {
        if (!this.tool?.key?.(ev)) {
            return false;
        }
        ev.preventDefault();
        ev.stopPropagation();
        return this._drawn(true);
    }

    _drawn(answer) {
        if (this.tool) {
            this.view.stage.el.style.cursor = this.tool.cursor || "";
            this.view.camera.schedule();
        }
        return answer;
    }
}
