import { Component, batched, onWillStart, onWillUnmount, reactive, useState } from "@odoo/owl";
import { seatLabel } from "@ticket_venue/seat_map/seat_map_data";
import { SeatMapView } from "@ticket_venue/seat_map/seat_map_view";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { relabelled } from "../utils/plan/relabel.js";
import { CheckPanel } from "./check_panel/check_panel.js";
import { EditorBar } from "./editor_bar/editor_bar.js";
import { useMayLeave } from "./may_leave.js";
import { NumberingDialog } from "./numbering_dialog/numbering_dialog.js";
import { PlanEditor } from "./plan_editor.js";
import { planKeys, usePlanKeys } from "./plan_keys.js";
import { areaColors, seatColors, sectionColors } from "./plan_look.js";
import { PlanStore } from "./plan_store.js";
import { PlanProperties } from "./properties/plan_properties.js";
import { SectionList } from "./section_list/section_list.js";
import { ShortcutSheet } from "./shortcuts/shortcut_sheet.js";
import { StatusBar } from "./status_bar/status_bar.js";
import { toolList } from "./tool_list.js";
import { ToolOptions } from "./tool_options/tool_options.js";
import { ToolRail } from "./tool_rail/tool_rail.js";
import { ToolBench } from "./tools/tool_bench.js";

/** The whole screen on which a hall is drawn. */
export class SeatMapEditor extends Component {
    static template = "ticket_venue.SeatMapEditor";
    static components = {
        CheckPanel,
        EditorBar,
        NumberingDialog,
        PlanProperties,
        SeatMapView,
        SectionList,
        ShortcutSheet,
        StatusBar,
        ToolOptions,
        ToolRail,
    };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.tools = toolList();
        this.screen = useState({ panel: "", help: false, isReady: false });
        onWillStart(() => this.load());
        onWillUnmount(() => this.stop());
        usePlanKeys((ev) => this.pressed(ev), {
            space: (isDown) => (this.bench.isPanning = isDown),
        });
        useMayLeave(() => this.store);
    }

    get mapId() {
        const { params, context } = this.props.action;
        return params?.map_id || context.active_id;
    }

    async load() {
        this.store = new PlanStore(this.orm, this.mapId, {
            onRenamed: (names) => this.editor?.rename(names),
        });
        await this.store.load();
        const { doc, plan } = this.store;
        this.env.config.setDisplayName(_t("Draw %(map)s", { map: plan.name }));
        this.editor = new PlanEditor(doc, {
            kinds: plan.kinds,
            map: this.mapId,
            readonly: this.store.isReadonly,
        });
        this.plan = reactive(
            this.editor.state,
            batched(() => this.render()),
        );
        this.bench = new ToolBench(this.editor);
        this.keys = planKeys({
            editor: this.editor,
            bench: this.bench,
            tools: this.tools,
            store: this.store,
            help: () => this.toggleHelp(),
        });
    }

    stop() {
        this.editor?.stopListening();
        this.store?.stop();
    }

    // --- what the map shows ----------------------------------------------------

    get geometry() {
        return this.plan.version && this.editor.drawn.geometry;
    }

    get zones() {
        return sectionColors(this.geometry);
    }

    get seatZones() {
        return seatColors(this.geometry, this.editor);
    }

    get areas() {
        return areaColors(this.geometry);
    }

    describe(seat) {
        return seatLabel(this.geometry, seat);
    }

    /** Picked by the keyboard: the pointer goes through the tools. */
    pick(index) {
        this.editor.selection.toggle({ seats: [this.editor.seatAt(index)] });
    }

    get isHintShown() {
        return this.editor.isEmpty && !this.editor.readonly && this.plan.tool === "select";
    }

    /** After the stage: what comes next. */
    get isNextShown() {
        const { doc, isEmpty, readonly } = this.editor;
        return !isEmpty && !readonly && !doc.seats.size && this.plan.tool === "select";
    }

    // --- panels ----------------------------------------------------------------

    togglePanel(panel) {
        this.screen.panel = this.screen.panel === panel ? "" : panel;
    }

    closePanel() {
        this.screen.panel = "";
    }

    openNumbering() {
        this.screen.panel = "number";
    }

    toggleHelp() {
        this.screen.help = !this.screen.help;
    }

    preview(labels) {
        this.editor.preview =
            labels && ((geometry, { indexOf }) => relabelled(geometry, indexOf, labels));
        this.editor.touch();
    }

    number(labels, label) {
        this.editor.preview = null;
        this.editor.commands.change(label || _t("Number seats"), (edit) =>
            labels.forEach((names, id) => edit.putSeat({ id, ...names })),
        );
    }

    /** Seats the checks found, or the section they found empty. */
    showSeats(ids, section) {
        const { selection } = this.editor;
        this.editor.choose("select");
        if (ids.length || !section) {
            selection.set({ seats: ids });
        } else {
            selection.section(section);
        }
        if (selection.bounds) {
            this.editor.show(selection.bounds);
        }
    }

    /** @returns {boolean} whether the key was ours */
    pressed(ev) {
        if (this.screen.help && ev.key === "Escape") {
            this.toggleHelp();
            return true;
        }
        return this.bench.key(ev) || this.keys(ev);
    }

    // --- leaving ---------------------------------------------------------------

    async back() {
        await this.store.save();
        this.env.config.historyBack();
    }

    /** The map is in use: its next revision can be drawn. */
    async newRevision() {
        const action = await this.orm.call("ticket.seat.map", "action_new_revision", [this.mapId]);
        this.action.doAction("ticket_venue.seat_map_editor_action", {
            additionalContext: { active_id: action.res_id },
            props: {},
            stackPosition: "replaceCurrentAction",
        });
    }
}

registry.category("actions").add("ticket_venue.seat_map_editor", SeatMapEditor);
