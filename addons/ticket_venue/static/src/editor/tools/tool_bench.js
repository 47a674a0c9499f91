import { AreaTool } from "./area_tool.js";
import { BlockTool } from "./block_tool.js";
import { drawGrid } from "./grid_layer.js";
import { Pen } from "./pen.js";
import { PictureLayer } from "./picture_layer.js";
import { PictureTool } from "./picture_tool.js";
import { PointTool } from "./point_tool.js";
import { SelectTool } from "./select_tool.js";
import { drawSelection } from "./selection_layer.js";

const BLOCKS = ["rows", "arc", "wedge", "table", "seat"];
const AREAS = ["stage", "standing", "shape"];

/** The `tool` of the seat-map view: hands everything to the tool that is chosen. */
export class ToolBench {
    constructor(editor) {
        this.editor = editor;
        this.pictures = new PictureLayer(() => editor.redraw());
        this.isPanning = false;
        this.tools = {
            select: new SelectTool(editor),
            picture: new PictureTool(editor),
            focal: new PointTool(editor, "focal"),
            label: new PointTool(editor, "label"),
        };
        BLOCKS.forEach((code) => (this.tools[code] = new BlockTool(editor, code)));
        AREAS.forEach((code) => (this.tools[code] = new AreaTool(editor, code)));
    }

    attach(view) {
        this.editor.view = view;
        this.editor.redraw = view.redraw;
    }

    /** The tool in hand, none while the view is moved. */
    get tool() {
        const { tool } = this.editor.state;
        return this.isPanning ? undefined : this.tools[tool];
    }

    get cursor() {
        return this.tool ? this.tool.cursor : "";
    }

    down(point) {
        return Boolean(this.tool?.down(point));
    }

    move(point) {
        this.editor.pointer = point.at;
        this.tool?.move(point);
    }

    up(point) {
        this.tool?.up(point);
    }

    cancel() {
        this.tool?.cancel();
    }

    leave() {
        this.tool?.leave?.();
    }

    key(ev) {
        return Boolean(this.tool?.key?.(ev));
    }

    /** Lays what was begun down. */
    drop() {
        Object.values(this.tools).forEach((tool) => tool.cancel());
    }

    drawUnder(ctx, viewport) {
        drawGrid(ctx, viewport);
        this.pictures.draw(ctx, viewport, this.editor.doc.background);
    }

    draw(ctx, viewport) {
        ctx.save();
        const pen = new Pen(ctx, viewport);
        drawSelection(pen, this.editor);
        this.tool?.draw?.(pen);
        ctx.restore();
        this.editor.onDrawn?.(viewport);
    }
}
