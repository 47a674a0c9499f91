import { Component, useRef } from "@odoo/owl";
import { useEditor } from "@ticket_venue/editor/use_editor";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

const KINDS = ["image/png", "image/jpeg"];

/** Which picture is shown: the logo, the poster, or one that comes with the face. */
export class ImageSource extends Component {
    static template = "ticket_sale.FaceImageSource";
    static props = { editor: Object, element: Object, readonly: Boolean };

    setup() {
        this.face = useEditor(this.props.editor);
        this.notification = useService("notification");
        this.file = useRef("file");
    }

    get sources() {
        const { assets } = this.face.doc.state;
        return [
            ...this.props.editor.offer.pictures.map(({ name, label }) => ({ value: name, label })),
            ...Object.entries(assets).map(([name, url]) => ({
                value: `asset:${name}`,
                label: name,
                url,
            })),
        ];
    }

    choose(source) {
        const { editor, element } = this.props;
        editor.commands.setOne(_t("Picture"), element.id, { source });
    }

    async upload(ev) {
        const [file] = ev.target.files;
        ev.target.value = "";
        if (!file) {
            return;
        }
        const most = this.props.editor.offer.limits.asset;
        if (!KINDS.includes(file.type) || file.size > most) {
            const size = Math.floor(most / 1000);
            const text = _t("A picture is a PNG or JPEG file of at most %(size)s kB.", { size });
            this.notification.add(text, { type: "danger" });
            return;
        }
        const content = await dataUrl(file);
        this.props.editor.commands.addPicture(this.props.element.id, file.name, content);
    }
}

function dataUrl(file) {
    return new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result);
        reader.onerror = () => reject(reader.error);
        reader.readAsDataURL(file);
    });
}
