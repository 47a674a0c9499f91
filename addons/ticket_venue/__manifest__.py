{
    "name": "Ticketing: Venues and Shows",
    "version": "19.0.1.0.0",
    "category": "Sales/Ticketing",
    "summary": "Venues, halls, seat maps, shows and their sessions",
    "author": "Venue Ticketing",
    "license": "LGPL-3",
    "depends": ["mail"],
    "data": [
        "security/ticket_venue_groups.xml",
        "security/ir.model.access.csv",
        "security/ir_rules.xml",
        "data/ticket_seat_kind_data.xml",
        "data/ticket_genre_data.xml",
        "views/ticket_venue_views.xml",
        "views/ticket_hall_views.xml",
        "views/ticket_seat_map_views.xml",
        "views/ticket_seat_map_revision_views.xml",
        "views/ticket_seat_views.xml",
        "views/ticket_session_views.xml",
        "views/ticket_show_views.xml",
        "wizard/ticket_seat_map_import_views.xml",
        "views/ticket_venue_menus.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "ticket_venue/static/src/utils/**/*",
            "ticket_venue/static/src/seat_map/**/*",
            "ticket_venue/static/src/backend/**/*",
        ],
        "web.assets_frontend": [
            "ticket_venue/static/src/utils/**/*",
            "ticket_venue/static/src/seat_map/**/*",
        ],
        "point_of_sale._assets_pos": [
            "ticket_venue/static/src/utils/**/*",
            "ticket_venue/static/src/seat_map/**/*",
        ],
        "web.assets_unit_tests": [
            "ticket_venue/static/tests/unit/**/*",
        ],
    },
    "application": True,
}
