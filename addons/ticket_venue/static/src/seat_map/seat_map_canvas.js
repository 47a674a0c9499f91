import { detailOf } from "../utils/detail.js";
import { SeatPainter } from "../utils/seat_painter.js";
import { drawGround } from "./ground_layer.js";
import { drawLabels } from "./label_layer.js";
import { drawMarks } from "./mark_layer.js";
import { drawNames } from "./name_layer.js";

/** More pixels than this cost more time than they add sharpness. */
const MOST_PIXELS = 4_200_000;

/** Draws a scene on a canvas: ground, seats as pixels, names, marks. */
export class SeatMapCanvas {
    constructor(canvas) {
        this.canvas = canvas;
        // Both canvases stay in main memory: most of a frame is pixels made there.
        this.ctx = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
        this.layer = document.createElement("canvas");
        this.layerCtx = this.layer.getContext("2d", { willReadFrequently: true });
        this.ratio = 1;
        this.width = 0;
        this.height = 0;
    }

    setScene(scene) {
        this.scene = scene;
        this.painter = new SeatPainter(scene.geometry, scene.index);
    }

    resize(width, height, ratio = window.devicePixelRatio || 1) {
        const most = Math.sqrt(MOST_PIXELS / Math.max(width * height, 1));
        this.ratio = Math.min(ratio, Math.max(most, 1));
        this.width = width;
        this.height = height;
        for (const canvas of [this.canvas, this.layer]) {
            canvas.width = Math.max(1, Math.round(width * this.ratio));
            canvas.height = Math.max(1, Math.round(height * this.ratio));
        }
        this.image = this.layerCtx.createImageData(this.layer.width, this.layer.height);
        this.pixels = new Uint32Array(this.image.data.buffer);
    }

    /**
     * @param {{scale, x, y}} view in CSS pixels
     * @param {{selected, hover, focus, hoverBlock, showFree, tool, viewport}} marks
     */
    draw(view, marks) {
        const { ctx, scene, ratio } = this;
        const size = { width: this.width, height: this.height };
        const diameter = 2 * scene.seatRadius * view.scale;
        const look = { ...marks, detail: detailOf(diameter), diameter, size };
        ctx.setTransform(1, 0, 0, 1, 0, 0);
        ctx.fillStyle = scene.theme.ground;
        ctx.fillRect(0, 0, this.canvas.width, this.canvas.height);
        ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
        marks.tool?.drawUnder?.(ctx, marks.viewport);
        drawGround(ctx, scene, view, look);
        this._drawSeats(view);
        ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
        drawLabels(ctx, scene, view, look);
        drawNames(ctx, scene, view, look);
        drawMarks(ctx, scene, view, look);
        marks.tool?.draw?.(ctx, marks.viewport);
    }

    _drawSeats(view) {
        const { scene, layer, ratio, ctx } = this;
        this.pixels.fill(0);
        this.painter.paint(
            this.pixels,
            layer.width,
            layer.height,
            { scale: view.scale * ratio, x: view.x * ratio, y: view.y * ratio },
            scene.seatStyles,
            scene.styles.styles,
            scene.dimmed,
        );
        this.layerCtx.putImageData(this.image, 0, 0);
        ctx.setTransform(1, 0, 0, 1, 0, 0);
        ctx.drawImage(layer, 0, 0);
    }
}
