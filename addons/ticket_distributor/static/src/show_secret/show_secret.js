import { registry } from "@web/core/registry";
import { Component } from "@odoo/owl";
import { CopyButton } from "@web/core/copy_button/copy_button";
import { _t } from "@web/core/l10n/translation";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

/** Shows a new API key and its secret. The secret came with the answer and is kept nowhere. */
export class ShowSecret extends Component {
    static template = "ticket_distributor.ShowSecret";
    static components = { CopyButton };
    static props = { ...standardActionServiceProps };

    get rows() {
        const { key, secret } = this.props.action.params;
        return [
            { name: "key", label: _t("Key id (X-Ticket-Key)"), value: key },
            { name: "secret", label: _t("Secret"), value: secret },
        ];
    }

    get copyText() {
        return _t("Copy");
    }

    get copiedText() {
        return _t("Copied");
    }

    close() {
        this.env.services.action.doAction({ type: "ir.actions.act_window_close" });
    }
}

registry.category("actions").add("ticket_distributor.show_secret", ShowSecret);
