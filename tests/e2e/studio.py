"""The seat-map editor as a person uses it: what is written on it, and the mouse."""

import re


class Studio:
    """The editor on a Playwright page; places are shares of the map's width and height."""

    def __init__(self, page):
        self.page = page
        self.map = page.get_by_role("application")
        self.map.wait_for()

    def take(self, tool):
        """Choose a tool of the rail by its name."""
        rail = self.page.get_by_role("navigation", name="Tools")
        rail.get_by_role("button", name=tool, exact=True).click()

    def fill(self, **values):
        """Fill the fields of the tool in hand, named by their labels."""
        panel = self.page.locator(".o_tool_options")
        for name, value in values.items():
            label = name.replace("_", " ").capitalize()
            panel.get_by_label(label, exact=True).last.fill(str(value))

    def choose_section(self, name):
        """Let new seats go to a new section."""
        self.page.get_by_label("Seats go to section").select_option("New section…")
        self.page.get_by_label("Name of the section").fill(name)

    def choose(self, section):
        """Select the seats of a section in the list beside the map."""
        sections = self.page.get_by_role("region", name="Sections")
        sections.get_by_role("button", name=re.compile(f"^{section}")).click()

    def show_all(self):
        button = self.page.get_by_role("button", name="Show the whole map")
        if button.is_enabled():
            button.click()
        self.page.wait_for_timeout(400)

    def point(self, across, down):
        box = self.map.bounding_box()
        return box["x"] + box["width"] * across, box["y"] + box["height"] * down

    def move(self, across, down):
        x, y = self.point(across, down)
        self.page.mouse.move(x - 3, y)
        self.page.mouse.move(x, y)

    def click(self, across, down):
        self.move(across, down)
        self.page.mouse.down()
        self.page.mouse.up()

    def drag(self, start, end):
        self.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(*self.point(*end), steps=8)
        self.page.mouse.up()

    def has(self, seats):
        """Wait until the map counts so many seats."""
        counts = self.page.locator(".o_status_counts")
        counts.get_by_text(f"{seats} seats").wait_for()

    def saved(self):
        """Wait until the server has all of it."""
        self.page.locator(".o_bar_saved[data-status=saved]").wait_for()
