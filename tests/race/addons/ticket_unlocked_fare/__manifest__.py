{
    "name": "A card without its lock, for the control run of the race test",
    "version": "19.0.1.0.0",
    "author": "Venue Ticketing",
    "license": "LGPL-3",
    "depends": ["base"],
    "installable": False,
    "post_load": "post_load",
}
