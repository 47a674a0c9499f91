import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { Component, useState, xml } from "@odoo/owl";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { mountWithCleanup } from "@web/../tests/web_test_helpers";
import { SeatImportMap } from "@ticket_venue/backend/seat_import_map";
import { hallFile } from "./small_hall";

describe.current.tags("desktop");
defineMailModels();

const MARKED = [
    [0, 4],
    [1, 2],
    [5, 2],
];

class Wizard extends Component {
    static template = xml`<SeatImportMap record="state.record" readonly="true"/>`;
    static components = { SeatImportMap };
    static props = ["*"];

    setup() {
        this.state = useState({ record: this.recordOf(this.props.file) });
    }

    recordOf(file) {
        return { data: { preview_map: file } };
    }
}

const file = (marks) => ({ ...hallFile(), marks });
const legend = () => queryAllTexts(".o_seat_map_legend button");

test("what happens in the file stands in the legend, and nothing else", async () => {
    await mountWithCleanup(Wizard, { props: { file: file(MARKED) } });

    expect(legend()).toEqual(["Unchanged", "New", "Removed"]);
});

test("a first import shows sections instead of changes", async () => {
    await mountWithCleanup(Wizard, { props: { file: hallFile() } });

    expect(".o_seat_map_legend button").toHaveCount(0);
    expect(".o_seat_import_map canvas").toHaveCount(1);
});

test("another choice of columns draws the new hall", async () => {
    const wizard = await mountWithCleanup(Wizard, { props: { file: file(MARKED) } });

    wizard.state.record = wizard.recordOf(file([[2, 8]]));
    await animationFrame();

    expect(legend()).toEqual(["Moved"]);
});

test("a refused file draws nothing", async () => {
    await mountWithCleanup(Wizard, { props: { file: false } });

    expect(".o_seat_import_map").toHaveCount(0);
});
