/** Which part of the map is on the screen: screen = map x scale + offset, in CSS pixels. */
export class Viewport {
    constructor(bounds = [0, 0, 100, 100], largestSeat = 25) {
        this.width = 0;
        this.height = 0;
        this.scale = 1;
        this.x = 0;
        this.y = 0;
        this.setBounds(bounds, largestSeat);
    }

    /**
     * @param {number[]} bounds of everything drawn, in map units
     * @param {number} seatRadius decides how far one may zoom in
     */
    setBounds(bounds, seatRadius) {
        this.bounds = bounds;
        this.maxScale = 30 / seatRadius;
        this.padding = 0;
    }

    resize(width, height) {
        const middle = this.width && this.toMap(this.width / 2, this.height / 2);
        this.width = width;
        this.height = height;
        if (middle) {
            this.centre(...middle);
        }
    }

    get fitScale() {
        const [left, top, right, bottom] = this.bounds;
        const room = Math.min(32, this.width * 0.05);
        return Math.min(
            (this.width - 2 * room) / Math.max(right - left, 1),
            (this.height - 2 * room) / Math.max(bottom - top, 1),
            this.maxScale,
        );
    }

    get minScale() {
        return this.fitScale * 0.75;
    }

    /** The whole map, in the middle. */
    get isFit() {
        const [left, top, right, bottom] = this.bounds;
        const [x, y] = this.toScreen((left + right) / 2, (top + bottom) / 2);
        const isCentred = Math.abs(x - this.width / 2) < 1 && Math.abs(y - this.height / 2) < 1;
        return isCentred && Math.abs(this.scale / this.fitScale - 1) < 0.001;
    }

    fit() {
        this.showBox(this.bounds, this.fitScale);
    }

    /** Puts a box in the middle, as large as it fits or at the given scale. */
    showBox([left, top, right, bottom], scale) {
        const wanted =
            scale ??
            Math.min(
                (this.width * 0.86) / Math.max(right - left, 1),
                (this.height * 0.8) / Math.max(bottom - top, 1),
            );
        this.scale = this._within(wanted);
        this.centre((left + right) / 2, (top + bottom) / 2);
    }

    centre(mapX, mapY) {
        this.x = this.width / 2 - mapX * this.scale;
        this.y = this.height / 2 - mapY * this.scale;
        this._clamp();
    }

    zoomAt(screenX, screenY, factor) {
        const [mapX, mapY] = this.toMap(screenX, screenY);
        this.scale = this._within(this.scale * factor);
        this.x = screenX - mapX * this.scale;
        this.y = screenY - mapY * this.scale;
        this._clamp();
    }

    pan(dx, dy) {
        this.x += dx;
        this.y += dy;
        this._clamp();
    }

    toMap(screenX, screenY) {
        return [(screenX - this.x) / this.scale, (screenY - this.y) / this.scale];
    }

    toScreen(mapX, mapY) {
        return [mapX * this.scale + this.x, mapY * this.scale + this.y];
    }

    /** @returns {number[]} the map window on screen */
    get window() {
        return [...this.toMap(0, 0), ...this.toMap(this.width, this.height)];
    }

    get state() {
        return { scale: this.scale, x: this.x, y: this.y };
    }

    /** Moves by at least enough to bring a map point inside a margin. */
    reveal(mapX, mapY, margin = 60) {
        const [screenX, screenY] = this.toScreen(mapX, mapY);
        const [roomX, roomY] = [
            Math.min(margin, this.width / 3),
            Math.min(margin, this.height / 3),
        ];
        const dx = Math.max(roomX - screenX, 0) + Math.min(this.width - roomX - screenX, 0);
        const dy = Math.max(roomY - screenY, 0) + Math.min(this.height - roomY - screenY, 0);
        this.pan(dx, dy);
    }

    _within(scale) {
        return Math.min(Math.max(scale, this.minScale), Math.max(this.maxScale, this.fitScale));
    }

    /** At least a third of the screen keeps showing the map. */
    _clamp() {
        const [left, top, right, bottom] = this.bounds;
        const [roomX, roomY] = [this.width / 3, this.height / 3];
        this.x = clamp(this.x, roomX - right * this.scale, this.width - roomX - left * this.scale);
        this.y = clamp(this.y, roomY - bottom * this.scale, this.height - roomY - top * this.scale);
    }
}

function clamp(value, low, high) {
    return low > high ? (low + high) / 2 : Math.min(Math.max(value, low), high);
}
