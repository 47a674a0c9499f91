import { sectionOutlines } from "./outline.js";
import { boxOf, exitPoint, isInside } from "./polygon.js";
import { FREE, MINE } from "./seat_states.js";
import { isScale, LIGHT_THEME, SeatStyles, zoneColor, zoneTag } from "./seat_styles.js";
import { SpatialIndex } from "./spatial_index.js";

const AREA_WIDTH = 900;
const AREA_HEIGHT = 500;
const AREA_GAP = 80;

/** Everything the canvas draws, worked out once per map and once per change of states. */
export class Scene {
    constructor(geometry) {
        this.geometry = geometry;
        const largest = Math.max(...geometry.radius, 1);
        this.seatRadius = median(geometry.radius) || largest;
        this.index = new SpatialIndex(geometry.x, geometry.y, Math.max(4 * largest, 20));
        this.blocks = geometry.sections.map((section, index) => {
            const parts = sectionOutlines(geometry, section);
            return {
                index,
                section,
                parts,
                standing: section.kind === "standing",
                box: parts.length ? boxOf(parts.flat()) : null,
                anchor: null,
                front: null,
                free: 0,
                total: section.count,
                zone: -1,
                color: null,
                tag: "",
                area: null,
            };
        });
        this._placeAreas();
        this._anchorBlocks();
        /** Blocks in the order in which their names are given room. */
        this.named = this.blocks
            .filter((block) => block.anchor)
            .sort((a, b) => Number(b.standing) - Number(a.standing) || b.total - a.total);
        this.bounds = this._bounds();
    }

    _bounds() {
        const { geometry } = this;
        const outlines = this.blocks.flatMap((block) => block.parts.flat());
        const [left, top, right, bottom] = geometry.bounds;
        const drawn = geometry.count || geometry.shapes.length || !outlines.length;
        const whole = drawn
            ? [
                  [left, top],
                  [right, bottom],
              ]
            : [];
        return boxOf([...whole, ...outlines], this.seatRadius);
    }

    /** Standing areas nobody has drawn get a box in front of the map's lower edge. */
    _placeAreas() {
        const undrawn = this.blocks.filter((block) => block.standing && !block.box);
        const { bounds, count } = this.geometry;
        const room = undrawn.length * (AREA_WIDTH + AREA_GAP) - AREA_GAP;
        let x = (bounds[0] + bounds[2] - room) / 2;
        const y = count ? bounds[3] + AREA_GAP * 3 : 0;
        for (const block of undrawn) {
            block.box = [x, y, x + AREA_WIDTH, y + AREA_HEIGHT];
            const [left, top, right, bottom] = block.box;
            block.parts = [
                [
                    [left, top],
                    [right, top],
                    [right, bottom],
                    [left, bottom],
                ],
            ];
            x += AREA_WIDTH + AREA_GAP;
        }
    }

    /** Where a block's name goes: amid its seats, or before the front when close. */
    _anchorBlocks() {
        const { x, y, section, count } = this.geometry;
        const sums = this.blocks.map(() => [0, 0, 0]);
        for (let seat = 0; seat < count; seat++) {
            const sum = sums[section[seat]];
            sum[0] += x[seat];
            sum[1] += y[seat];
            sum[2]++;
        }
        for (const block of this.blocks.filter(({ box }) => box)) {
            const { box, index } = block;
            const [sumX, sumY, seats] = sums[index];
            let anchor = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
            if (seats) {
                anchor = [sumX / seats, sumY / seats];
                const room = Math.hypot(box[2] - box[0], box[3] - box[1]);
                const seat = this.index.nearest(...anchor, room);
                if (seat >= 0 && !isInBlock(block, ...anchor)) {
                    anchor = [x[seat], y[seat]];
                }
            }
            block.anchor = anchor;
            block.front = exitPoint(partAt(block, ...anchor), anchor, this.geometry.focal);
        }
    }

    /**
     * @param {Object} look states, seatZones, zones, areas, mode and theme
     */
    update({ states, seatZones, zones, areas = [], mode = "zone", theme = LIGHT_THEME, dimmed }) {
        this.theme = theme;
        this.mode = mode;
        this.states = states;
        this.styles = new SeatStyles(zones, mode, theme);
        this.seatStyles = this.styles.assign(this.geometry, states, seatZones);
        this.dimmed = dimmed;
        this._summarise(states, seatZones, zones);
        for (const block of this.blocks) {
            block.area = areas.find((area) => area.id === block.section.id) || null;
            block.color = this._blockColor(block, zones);
            block.tag = this._blockTag(block, zones);
            if (block.standing) {
                block.free = block.area?.left ?? 0;
            }
        }
    }

    _blockColor({ standing, area, zone, total, index }, zones) {
        if (standing) {
            return area ? zoneColor(area, index) : this.theme.locked;
        }
        if (this.mode === "state") {
            return total ? this.theme.free : null;
        }
        return zone < 0 ? null : zoneColor(zones[zone], zone);
    }

    /** The sign of the commonest zone, where there is more than one to tell apart. */
    _blockTag({ standing, zone }, zones) {
        const tells = this.mode !== "state" && !isScale(this.mode) && zones.length > 1;
        return tells && !standing && zone >= 0 ? zoneTag(zones[zone], zone) : "";
    }

    /** Free seats and the commonest zone of each section. */
    _summarise(states, seatZones, zones) {
        const width = zones.length + 1;
        const { section, count } = this.geometry;
        const seatsOfZone = new Uint32Array(this.blocks.length * width);
        const free = new Uint32Array(this.blocks.length);
        for (let seat = 0; seat < count; seat++) {
            seatsOfZone[section[seat] * width + seatZones[seat] + 1]++;
            const isFree = states[seat] === FREE && seatZones[seat] >= 0;
            free[section[seat]] += isFree || states[seat] === MINE ? 1 : 0;
        }
        for (const block of this.blocks) {
            const counts = seatsOfZone.subarray(block.index * width, (block.index + 1) * width);
            block.zone = block.total ? counts.indexOf(Math.max(...counts)) - 1 : -1;
            block.free = free[block.index];
        }
    }

    /** @returns {Object | undefined} the block of a section the map point lies in */
    blockAt(x, y) {
        return this.blocks.find((block) => isInBlock(block, x, y));
    }

    /**
     * The seat a finger or pointer means: the one under it, or the nearest within reach.
     *
     * @param {number} reach in map units
     */
    seatAt(x, y, reach) {
        return this.index.nearest(x, y, Math.max(reach, this.seatRadius * 1.15));
    }
}

function isInBlock({ box, parts }, x, y) {
    const isInBox = box && x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
    return isInBox && parts.some((part) => isInside(part, x, y));
}

function partAt({ parts }, x, y) {
    return parts.find((part) => isInside(part, x, y)) || parts[0];
}

function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[sorted.length >> 1] || 0;
}
