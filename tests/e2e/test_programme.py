"""The programme on its own screens: the hall plan, and a run planned in one go."""


def _week(house):
    """Bars of the plan's next week (weeks begin on Monday): sessions, also those of
    Sunday that end after midnight, and one for all slots of a plan on a day."""
    [[count]] = house.query(
        """SELECT count(DISTINCT CASE
                    WHEN session.slot_plan_id IS NULL THEN session.id::text
                    ELSE 'slots ' || session.slot_plan_id || ' ' || day END)
             FROM (SELECT session.*, (session.start AT TIME ZONE 'UTC'
                                      AT TIME ZONE venue.tz)::date AS day,
                          (session."end" AT TIME ZONE 'UTC'
                                         AT TIME ZONE venue.tz)::date AS last_day
                     FROM ticket_session session
                     JOIN ticket_venue venue ON venue.id = session.venue_id
                  ) AS session
            WHERE session.state != 'cancelled'
              AND date_trunc('week', current_date) + interval '7 days'
                  IN (date_trunc('week', day), date_trunc('week', last_day))"""
    )
    return count


def test_the_hall_plan_shows_the_week_and_opens_a_session(house):
    page = house.page(login="manager")
    page.goto(f"{house.base_url}/odoo/action-ticket_venue.ticket_hall_plan_action")
    page.get_by_role("button", name="Later").click()
    bars = page.locator(".o_bar")
    bars.first.wait_for()
    page.wait_for_timeout(500)
    assert bars.count() == _week(house) > 0
    house.shoot(page, "hall-plan")
    bar = bars.filter(has_text="Swan Lake").first
    session = bar.get_attribute("data-session")
    bar.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: f"/{session}" in url)
    page.locator(".o_form_view").wait_for()


def test_a_run_is_planned_and_what_is_taken_is_left_out(house):
    [[session, before]] = house.query(
        """SELECT min(session.id), (SELECT count(*) FROM ticket_session)
             FROM ticket_session session
             JOIN ticket_show show ON show.id = session.show_id
            WHERE show.name ->> 'en_US' = 'Swan Lake' AND session.start > now()"""
    )
    page = house.page(login="manager")
    page.goto(
        f"{house.base_url}/odoo/action-ticket_venue.ticket_session_action/{session}"
    )
    page.locator("button[name=action_repeat]").click()
    lines = page.locator(".modal .o_field_widget[name=line_ids] .o_data_row")
    lines.first.wait_for()
    planned, clashes = lines.count(), page.locator(".modal .o_data_row.text-danger")
    taken = clashes.count()
    assert planned > taken
    house.shoot(page, "run-planned")
    page.locator(".modal footer .btn-primary").click()
    page.locator(".modal").wait_for(state="detached")
    [[after]] = house.query("SELECT count(*) FROM ticket_session")
    assert after - before == planned - taken
