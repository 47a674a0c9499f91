import {
    Component,
    batched,
    onMounted,
    onWillStart,
    onWillUnmount,
    reactive,
    useState,
} from "@odoo/owl";
import { usePlanKeys } from "@ticket_venue/editor/plan_keys";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { DesignerBar } from "./bar/designer_bar.js";
import { FaceCanvas } from "./canvas/face_canvas.js";
import { FacePointer } from "./canvas/face_pointer.js";
import { CanvasHead } from "./canvas_head/canvas_head.js";
import { DesignerFoot } from "./designer_foot/designer_foot.js";
import { designerKeys } from "./designer_keys.js";
import { DesignerShortcuts } from "./designer_shortcuts.js";
import { offeredKinds } from "./element_kinds.js";
import { FaceDrawer } from "./face_drawer.js";
import { FaceEditor } from "./face_editor.js";
import { exportFace, readFace } from "./face_files.js";
import { mayLeave, saveFace } from "./face_saving.js";
import { FaceStore } from "./face_store.js";
import { FaceGallery } from "./gallery/face_gallery.js";
import { FaceLayers } from "./layers/face_layers.js";
import { FacePalette } from "./palette/face_palette.js";
import { FacePreviewPane } from "./preview/face_preview_pane.js";
import { FaceProblems } from "./problems/face_problems.js";
import { ElementProperties } from "./properties/element_properties.js";
import { PageProperties } from "./properties/page_properties.js";
import { FaceStart } from "./start/face_start.js";

/** The whole screen on which a ticket face is designed. */
export class FaceDesigner extends Component {
    static template = "ticket_sale.FaceDesigner";
    static components = {
        CanvasHead,
        DesignerBar,
        DesignerFoot,
        DesignerShortcuts,
        ElementProperties,
        FaceCanvas,
        FaceLayers,
        FacePalette,
        FacePreviewPane,
        FaceProblems,
        FaceStart,
        PageProperties,
    };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.screen = useState({ panel: "", help: false });
        onWillStart(() => this.load());
        onWillUnmount(() => this.stop());
        usePlanKeys((ev) => this.pressed(ev), {
            space: (isDown) => (this.pointer.isPanning = isDown),
        });
        useSetupAction({
            beforeLeave: () => mayLeave(this),
            beforeUnload: (ev) => this.store.isUnsaved && ev.preventDefault(),
        });
        onMounted(() => !this.store.state.faceId && this.openGallery());
    }

    get faceId() {
        const { params, context } = this.props.action;
        const isNew = params?.is_new && !this.props.resId;
        return isNew ? 0 : this.props.resId || params?.face_id || context.active_id || 0;
    }

    async load() {
        this.store = new FaceStore(this.orm, this.faceId);
        const doc = await this.store.load();
        const { name } = this.store.state;
        this.env.config.setDisplayName(
            name ? _t("Design %(face)s", { face: name }) : _t("New face"),
        );
        this.editor = new FaceEditor(doc, this.store.offer, user.lang.split("-")[0]);
        this.editor.state.sample.lang = user.lang.startsWith("zh") ? "zh_CN" : "en_US";
        this.drawer = new FaceDrawer(this.orm, this.editor, this.store);
        this.store.onRenamed = () => this.drawer.later();
        this.pointer = new FacePointer(this.editor, this.drawer);
        this.kinds = offeredKinds(this.store.offer);
        this.face = reactive(
            this.editor.state,
            batched(() => this.render()),
        );
        this.keys = designerKeys({
            editor: this.editor,
            pointer: this.pointer,
            kinds: this.kinds,
            save: () => this.save(),
            help: () => this.toggleHelp(),
        });
        await this.drawer.draw();
    }

    stop() {
        this.editor?.stopListening();
        this.drawer?.stop();
    }

    // --- what the screen shows ---------------------------------------------------

    get hasSelection() {
        return this.face.version && this.editor.selection.size > 0;
    }

    togglePanel(panel) {
        this.screen.panel = this.screen.panel === panel ? "" : panel;
    }

    toggleHelp() {
        this.screen.help = !this.screen.help;
    }

    setSample(values) {
        Object.assign(this.editor.state.sample, values);
        this.drawer.later(0);
    }

    /** @returns {boolean} whether the key was ours */
    pressed(ev) {
        if (this.screen.help && ev.key === "Escape") {
            this.toggleHelp();
            return true;
        }
        return this.keys(ev);
    }

    // --- other faces, files ------------------------------------------------------

    openGallery() {
        this.dialog.add(FaceGallery, {
            isFirst: this.editor.doc.isEmpty,
            onChoose: (face) => this.take(face),
        });
    }

    /** Another face in the place of this one, as a step that can be undone. */
    take({ name, usage, template }) {
        const { store, editor } = this;
        if (store.state.faceId || !editor.doc.isEmpty) {
            editor.doc.replace(_t("Another face"), template);
        } else {
            editor.doc.start(template);
        }
        const isNamed = Boolean(store.state.faceId || store.state.name);
        store.rename({
            ...(name && !isNamed ? { name } : {}),
            ...(usage && !store.state.faceId ? { usage } : {}),
        });
        editor.show("front");
        editor.setMode("design");
        editor.fit?.();
    }

    async importFile(file) {
        try {
            this.take(await readFace(file));
        } catch (error) {
            this.notification.add(error.message, { type: "danger" });
        }
    }

    exportFile() {
        exportFace(this.store.state, this.editor.doc.toTemplate());
    }

    // --- saving and leaving ------------------------------------------------------

    async save() {
        if (await saveFace(this)) {
            const { faceId, name } = this.store.state;
            this.props.updateActionState?.({ resId: faceId });
            this.env.config.setDisplayName(_t("Design %(face)s", { face: name }));
        } else if (this.editor.errors.length) {
            this.screen.panel = "check";
        }
    }

    back() {
        this.env.config.historyBack();
    }
}

registry.category("actions").add("ticket_sale.ticket_face_designer", FaceDesigner);
