{
    "name": "Ticketing: Web Shop",
    "version": "19.0.1.0.0",
    "category": "Website/Website",
    "summary": "Shows, seat picker, ticket checkout and tickets in the customer's account",
    "author": "Venue Ticketing",
    "license": "LGPL-3",
    "depends": ["ticket_sale", "website_sale_loyalty"],
    "data": [
        "security/ir.model.access.csv",
        "security/ir_rules.xml",
        "data/website_menu_data.xml",
        "data/product_pricelist_data.xml",
        "views/ticket_show_views.xml",
        "views/show_templates.xml",
        "views/session_templates.xml",
        "views/cart_templates.xml",
        "views/ticket_templates.xml",
        "views/portal_templates.xml",
    ],
    "assets": {
        "web.assets_frontend": [
            "ticket_website/static/src/scss/*.scss",
            "ticket_website/static/src/utils/*.js",
            "ticket_website/static/src/services/*.js",
            "ticket_website/static/src/interactions/*.js",
            "ticket_website/static/src/session_picker/**/*",
        ],
        "web.assets_unit_tests_setup": [
            "ticket_website/static/src/utils/*.js",
            "ticket_website/static/src/services/*.js",
            "ticket_website/static/src/session_picker/**/*",
        ],
        "web.assets_unit_tests": [
            "ticket_website/static/tests/unit/**/*",
        ],
        "web.assets_tests": [
            "ticket_website/static/tests/tours/**/*",
        ],
    },
}
