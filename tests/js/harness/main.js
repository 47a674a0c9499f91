import { App, Component, useState, xml } from "@odoo/owl";
import { decodeGeometry, FREE, MINE, seatLabel } from "/view/seat_map/seat_map_data.js";
import { SeatMapView } from "/view/seat_map/seat_map_view.js";

const ZONES = [
    { name: "Zone A", color: "#b5508f" },
    { name: "Zone B", color: "#3b6fb6" },
    { name: "Zone C", color: "#2f9e77" },
    { name: "Zone D", color: "#e08a1e" },
];
const STATE_WORDS = ["Free", "In another basket", "Sold", "Not for sale", "Your choice"];
const query = new URLSearchParams(location.search);

/** The same pseudo-random numbers at every run. */
function* dice(seed = 7) {
    for (;;) {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        yield seed / 2147483648;
    }
}

function setStates(geometry) {
    const random = dice();
    const states = new Uint8Array(geometry.count);
    for (let seat = 0; seat < geometry.count; seat++) {
        const value = random.next().value;
        states[seat] = value < 0.62 ? 0 : value < 0.92 ? 2 : value < 0.97 ? 1 : 3;
    }
    return states;
}

function setZones(geometry) {
    const [fx, fy] = geometry.focal;
    const away = Array.from(geometry.x, (x, seat) => Math.hypot(x - fx, geometry.y[seat] - fy));
    const sorted = [...away].sort((a, b) => a - b);
    const marks = [0.2, 0.5, 0.8].map((share) => sorted[Math.floor(share * sorted.length)]);
    return Int16Array.from(away, (value) => marks.filter((mark) => value > mark).length);
}

class Harness extends Component {
    static template = xml`<SeatMapView
        geometry="geometry" states="states" seatZones="seatZones" zones="zones" mode="mode"
        areas="areas" selected="state.selected" describe.bind="describe"
        selectable.bind="selectable" onPick.bind="pick" onPickArea="() => {}"/>`;
    static components = { SeatMapView };
    static props = ["geometry"];

    setup() {
        this.geometry = this.props.geometry;
        this.states = setStates(this.geometry);
        this.seatZones = setZones(this.geometry);
        this.zones = ZONES;
        this.mode = query.get("mode") || "zone";
        this.areas = this.geometry.sections
            .filter((section) => section.kind === "standing")
            .map(({ id, name }) => ({ id, name, left: 128, color: "#e08a1e" }));
        this.state = useState({ selected: new Set() });
        window.harness = this;
    }

    selectable(seat) {
        return this.states[seat] === FREE || this.states[seat] === MINE;
    }

    describe(seat) {
        const zone = ZONES[this.seatZones[seat]].name;
        const word = STATE_WORDS[this.states[seat]];
        return `${seatLabel(this.geometry, seat)}\n${zone} · ${word}`;
    }

    pick(seat) {
        const selected = new Set(this.state.selected);
        selected.has(seat) ? selected.delete(seat) : selected.add(seat);
        this.state.selected = selected;
    }
}

const started = performance.now();
const file = await (await fetch(`/maps/${query.get("map") || "theatre"}.json`)).json();
const app = new App(Harness, {
    props: { geometry: decodeGeometry(file) },
    test: true,
    translateFn: (text) => text,
});
for (const name of ["view", "legend", "list"]) {
    app.addTemplates(await (await fetch(`/view/seat_map/seat_map_${name}.xml`)).text());
}
await app.mount(document.getElementById("app"));
window.view = [...(app.root.children ? Object.values(app.root.children) : [])][0]?.component;
window.ready = performance.now() - started;
