import { BaseOptionComponent, useDomState } from "@html_builder/core/utils";
import { BuilderAction } from "@html_builder/core/builder_action";
import { Plugin } from "@html_editor/plugin";
import { registry } from "@web/core/registry";

/** What an editor chooses of a ticketing block: its rule, its look, how much of it. */
export class TicketBlockOption extends BaseOptionComponent {
    static template = "ticket_website.TicketBlockOption";
    static selector = ".s_ticket_block";

    setup() {
        super.setup();
        this.state = useDomState((el) => ({
            block: el.dataset.block,
            layout: el.dataset.layout,
            topic: el.dataset.topic,
        }));
        this.limits = ["2", "3", "4", "5", "6", "8", "10", "12", "16"];
    }
}

/** Keeps the id of a chosen record in an attribute of the block. */
export class TicketBlockRecordAction extends BuilderAction {
    static id = "ticketBlockRecord";

    getValue({ editingElement, params: { mainParam: name } }) {
        const id = editingElement.dataset[name];
        return id ? JSON.stringify({ id: parseInt(id) }) : undefined;
    }

    apply({ editingElement, params: { mainParam: name }, value }) {
        editingElement.dataset[name] = JSON.parse(value).id;
    }

    clean({ editingElement, params: { mainParam: name } }) {
        delete editingElement.dataset[name];
    }
}

export class TicketBlockOptionPlugin extends Plugin {
    static id = "ticketBlockOption";
    resources = {
        builder_options: [TicketBlockOption],
        builder_actions: { TicketBlockRecordAction },
    };
}

registry.category("website-plugins").add(TicketBlockOptionPlugin.id, TicketBlockOptionPlugin);
