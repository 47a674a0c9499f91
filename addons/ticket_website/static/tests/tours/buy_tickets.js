import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("ticket_website_buy", {
    steps: () => [
        {
            content: "Open the session",
            trigger: ".o_ticket_session_buy .btn-primary",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Ask for two seats of the first zone",
            trigger: ".o_ticket_best select",
            run: "selectByIndex 1",
        },
        { trigger: ".o_ticket_stepper output:contains(2)" },
        { trigger: ".o_ticket_best_take", run: "click" },
        { content: "They are reserved", trigger: ".o_ticket_clock .o_ticket_hold_rest" },
        {
            content: "One of them is for a child",
            trigger: ".o_ticket_choice:last-child select",
            run: "selectByLabel Child",
        },
        { trigger: ".o_ticket_basket_total:contains(570)" },
        { trigger: ".o_ticket_buy", run: "click", expectUnloadPage: true },
        { content: "The cart counts down", trigger: ".o_ticket_hold_timer b:contains(:)" },
        {
            trigger: "a[name='website_sale_main_button']",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: "input[name='name']", run: "edit Tour Visitor" },
        { trigger: "input[name='email']", run: "edit tour@example.com" },
        { trigger: "input[name='phone']", run: "edit +86 139 0000 0000" },
        {
            trigger: "a[name='website_sale_main_button'], #save_address",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: "input[name='o_payment_radio'][data-provider-code='demo']", run: "click" },
        { trigger: "input[name='customer_input']", run: "edit 4242" },
        {
            trigger: "button[name='o_payment_submit_button']:not(:disabled)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Two tickets with their codes",
            trigger: ".o_ticket_stub_valid:eq(1) svg",
            timeout: 30000,
        },
    ],
});
