import { canPick, pickScale } from "../utils/detail.js";

const TOUCH_REACH = 22;
const MOUSE_REACH = 6;

/** What lies under a pointer, and what a tap there means. */
export class Pointing {
    constructor(scene, viewport) {
        this.scene = scene;
        this.viewport = viewport;
    }

    get diameter() {
        return 2 * this.scene.seatRadius * this.viewport.scale;
    }

    seatUnder(x, y, isTouch) {
        const reach = (isTouch ? TOUCH_REACH : MOUSE_REACH) / this.viewport.scale;
        return this.scene.seatAt(...this.viewport.toMap(x, y), reach);
    }

    /** @returns {{seat: number, block: Object | null}} what a mouse at this place means */
    under(x, y) {
        const close = canPick(this.diameter, false);
        const seat = close ? this.seatUnder(x, y, false) : -1;
        const block = seat < 0 ? this.scene.blockAt(...this.viewport.toMap(x, y)) : null;
        return { seat, block: block && (block.standing || !close) ? block : null };
    }

    /** @returns {{area?, seat?: number, scale?: number, block?}} what a tap does */
    tapped(x, y, isTouch) {
        const block = this.scene.blockAt(...this.viewport.toMap(x, y));
        const seat = this.seatUnder(x, y, isTouch);
        if (canPick(this.diameter, isTouch) && seat >= 0) {
            return { seat };
        }
        if (block?.standing) {
            return { area: block };
        }
        if (!canPick(this.diameter, isTouch) && (block || seat >= 0)) {
            return { scale: pickScale(this.scene.seatRadius, isTouch), block };
        }
        return {};
    }
}
