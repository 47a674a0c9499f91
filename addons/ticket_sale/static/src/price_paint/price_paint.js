import { Component, onWillStart, useState } from "@odoo/owl";
import { decodeRuns, seatLabel } from "@ticket_venue/seat_map/seat_map_data";
import { SeatMapView } from "@ticket_venue/seat_map/seat_map_view";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { seatsMeant, seatsOfSection, ZonePainting } from "../utils/zone_painting.js";
import { PaintPalette } from "./paint_palette.js";

/** Paints the zones of a price plan on its seat map. */
export class PricePaint extends Component {
    static template = "ticket_sale.PricePaint";
    static components = { Layout, PaintPalette, SeatMapView };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.loader = useService("ticket_seat_map_loader");
        this.display = { controlPanel: {} };
        this.state = useState({ phase: "loading", brush: 0, tool: "seat", stroke: 0 });
        onWillStart(() => this.load());
        useHotkey("control+z", () => this.undo(), { bypassEditableProtection: false });
        useHotkey("control+shift+z", () => this.redo());
        useSetupAction({
            beforeLeave: () => this.confirmLeave(),
            beforeUnload: (ev) => this.isChanged && ev.preventDefault(),
        });
    }

    get planId() {
        const { params, context } = this.props.action;
        return params?.plan_id || context.active_id;
    }

    async load(mapId = this.plan?.map) {
        const values = mapId ? [this.planId, mapId] : [this.planId];
        this.plan = await this.orm.call("ticket.price.plan", "get_painting", values);
        this.env.config.setDisplayName(_t("Paint %(plan)s", { plan: this.plan.name }));
        this.geometry = await this.loader.loadGeometry(this.plan.geometry);
        const position = Object.fromEntries(this.plan.zones.map(({ id }, index) => [id, index]));
        const runs = this.plan.seats.map(([id, length]) => [position[id] ?? -1, length]);
        const areas = this.plan.areas.map(({ id, zone_id }) => [id, position[zone_id] ?? -1]);
        this.painting = new ZonePainting(
            decodeRuns(runs, this.geometry.count),
            Object.fromEntries(areas),
        );
        this.state.phase = this.plan.zones.length ? "shown" : "empty";
    }

    // --- what is shown ---------------------------------------------------------

    get zones() {
        const counts = this.painting.counts(this.plan.zones.length);
        const standing = this.plan.zones.map(() => 0);
        for (const { id, left } of this.plan.areas) {
            const zone = this.painting.areaZones[id];
            if (zone >= 0) {
                standing[zone] += left;
            }
        }
        const zones = this.plan.zones.map((zone, index) => ({
            ...zone,
            index,
            count: counts[index] + standing[index],
        }));
        const none = { id: 0, index: -1, name: _t("No zone"), color: "", prices: [] };
        return [...zones, { ...none, count: counts.at(-1) }];
    }

    get areas() {
        return this.plan.areas.map((area) => ({
            ...area,
            color: this.plan.zones[this.painting.areaZones[area.id]]?.color || "#aab2bf",
        }));
    }

    get isChanged() {
        return Boolean(this.painting?.isChanged);
    }

    get canUndo() {
        return this.painting.done.length > 0;
    }

    get canRedo() {
        return this.painting.undone.length > 0;
    }

    describe(seat) {
        const zone = this.plan.zones[this.painting.seatZones[seat]];
        const prices = (zone?.prices || []).map(({ type, amount }) => `${type} ${amount}`);
        return [seatLabel(this.geometry, seat), zone?.name || _t("No zone"), ...prices].join("\n");
    }

    // --- painting --------------------------------------------------------------

    choose({ brush = this.state.brush, tool = this.state.tool }) {
        Object.assign(this.state, { brush, tool });
    }

    paint(change) {
        if (this.plan.can_write) {
            change();
            this.state.stroke++;
        }
    }

    onPick(seat) {
        const seats = seatsMeant(this.geometry, seat, this.state.tool);
        this.onLasso(seats);
    }

    onPickSection(index) {
        this.onLasso(seatsOfSection(this.geometry, index));
    }

    onLasso(seats) {
        this.paint(() => this.painting.paintSeats(seats, this.state.brush));
    }

    onPickArea(id) {
        this.paint(() => this.painting.paintArea(id, this.state.brush));
    }

    undo() {
        this.paint(() => this.painting.undo());
    }

    redo() {
        this.paint(() => this.painting.redo());
    }

    // --- saving ----------------------------------------------------------------

    async save() {
        const ids = this.plan.zones.map(({ id }) => id);
        const areas = Object.fromEntries(
            Object.entries(this.painting.areaZones).map(([id, zone]) => [id, ids[zone] || 0]),
        );
        const { plan, revision, map } = this.plan;
        const values = [plan, revision, this.painting.runs(ids), areas, map];
        await this.orm.call("ticket.price.plan", "paint", values);
        this.painting.markSaved();
        this.state.stroke++;
        this.notification.add(_t("The zones are saved."), { type: "success" });
        if (this.plan.open_sessions) {
            this.askSessions();
        }
    }

    askSessions() {
        const count = this.plan.open_sessions;
        this.dialog.add(ConfirmationDialog, {
            title: _t("Sessions on sale"),
            body: _t(
                "%(count)s sessions with this plan are on sale. Move their unsold places into the new zones too? Held, reserved and sold places keep their zone and price.",
                { count },
            ),
            confirmLabel: _t("Move unsold places"),
            cancelLabel: _t("Only new sessions"),
            confirm: () => this.repaintSessions(),
            cancel: () => {},
        });
    }

    async repaintSessions() {
        const count = await this.orm.call("ticket.price.plan", "repaint_sessions", [
            this.plan.plan,
        ]);
        this.notification.add(_t("%(count)s places moved.", { count }), { type: "success" });
    }

    async discard() {
        await this.load();
        this.state.stroke++;
    }

    /** Zones are painted on each revision of the map. */
    async openRevision(mapId) {
        if (await this.confirmLeave()) {
            await this.load(mapId);
        }
        this.state.stroke++;
    }

    confirmLeave() {
        if (!this.isChanged) {
            return true;
        }
        return new Promise((resolve) => {
            this.dialog.add(ConfirmationDialog, {
                title: _t("Painting not saved"),
                body: _t("Leave without saving what you have painted?"),
                confirmLabel: _t("Leave"),
                confirm: () => resolve(true),
                cancelLabel: _t("Stay"),
                cancel: () => resolve(false),
                dismiss: () => resolve(false),
            });
        });
    }

    openPlan() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "ticket.price.plan",
            res_id: this.plan.plan,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("ticket_price_paint", PricePaint);
