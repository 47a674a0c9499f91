import { describe, expect, test } from "@odoo/hoot";
import { animationFrame, runAllTimers } from "@odoo/hoot-mock";
import { Component, useState, xml } from "@odoo/owl";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { mountWithCleanup, patchWithCleanup } from "@web/../tests/web_test_helpers";
import { SeatMapView } from "@ticket_venue/seat_map/seat_map_view";
import { createGeometry } from "./small_hall";

describe.current.tags("desktop");
defineMailModels();

/** A page that has its own price filter and shows people to their seats. */
class Guide extends Component {
    static template = xml`
        <div style="width: 800px; height: 600px">
            <SeatMapView
                geometry="geometry" states="states" zones="zones" seatZones="seatZones"
                zoneLegend="false" dimmed="state.dimmed" lookAt="state.spot" />
        </div>`;
    static components = { SeatMapView };
    static props = ["*"];

    setup() {
        this.geometry = createGeometry();
        this.zones = [{ name: "Front", color: "#3b6fb6" }];
        this.states = new Uint8Array(this.geometry.count);
        this.seatZones = new Int16Array(this.geometry.count);
        this.state = useState({ dimmed: undefined, spot: undefined });
    }
}

async function mountGuide() {
    let view;
    patchWithCleanup(SeatMapView.prototype, {
        setup() {
            super.setup();
            view = this;
        },
    });
    const guide = await mountWithCleanup(Guide);
    await animationFrame();
    return { guide, view };
}

test("zones that stand elsewhere leave the legend, and the page says what is faint", async () => {
    const { guide, view } = await mountGuide();
    expect(".o_seat_map_zones").toHaveCount(0);
    expect(".o_seat_map_states li").toHaveCount(4);

    guide.state.dimmed = Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 0);
    await animationFrame();

    expect([...view.scene.dimmed]).toEqual([1, 1, 0, 0, 0, 0, 0, 0]);
});

test("the map comes to the seats it is led to", async () => {
    const { guide, view } = await mountGuide();
    const { scale } = view.viewport;

    guide.state.spot = { seats: [6, 7] };
    await animationFrame();
    await runAllTimers();
    await animationFrame();

    const { x, y } = guide.geometry;
    const [left, top] = view.viewport.toScreen((x[6] + x[7]) / 2, (y[6] + y[7]) / 2);
    expect(view.viewport.scale).toBeGreaterThan(scale);
    expect(Math.abs(left - view.viewport.width / 2)).toBeLessThan(5);
    expect(Math.abs(top - view.viewport.height / 2)).toBeLessThan(5);
});
