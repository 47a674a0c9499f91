{
    "name": "Ticketing: Box Office",
    "version": "19.0.1.0.0",
    "category": "Sales/Ticketing",
    "summary": "Sell seats at the counter in Point of Sale and print them",
    "author": "Venue Ticketing",
    "license": "LGPL-3",
    "depends": ["ticket_sale", "pos_loyalty"],
    "data": [
        "security/ticket_pos_groups.xml",
        "security/ir.model.access.csv",
        "security/ticket_print_rules.xml",
        "data/ticket_print_cron.xml",
        "data/ticket_reprint_reasons.xml",
        "views/ticket_allotment_views.xml",
        "views/ticket_printer_views.xml",
        "wizard/ticket_reprint_views.xml",
        "views/ticket_print_batch_views.xml",
        "views/ticket_print_job_views.xml",
        "views/ticket_print_agent_views.xml",
        "wizard/ticket_print_views.xml",
        "views/pos_config_views.xml",
        "views/pos_order_views.xml",
        "views/ticket_strategy_views.xml",
        "views/ticket_ticket_views.xml",
        "wizard/ticket_bulk_views.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "ticket_pos/static/src/backend/**/*",
        ],
        "point_of_sale._assets_pos": [
            "ticket_pos/static/src/app/**/*",
            "ticket_pos/static/src/utils/**/*",
        ],
        "web.assets_tests": [
            "ticket_pos/static/tests/tours/**/*",
        ],
        "web.assets_unit_tests": [
            "ticket_pos/static/tests/unit/**/*",
        ],
    },
}
