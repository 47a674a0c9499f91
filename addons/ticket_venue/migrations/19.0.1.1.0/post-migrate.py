from itertools import zip_longest

from psycopg2.extras import Json

from odoo.tools import sql


def migrate(cr, version):
    """The cast was a text, one name a line; each line becomes a cast member.

    Languages are matched line by line, and no line of any of them is lost.
    """
    if not sql.column_exists(cr, "ticket_show", "cast"):
        return
    cr.execute(
        """SELECT id, company_id, "cast" FROM ticket_show AS show
            WHERE "cast" IS NOT NULL
              AND NOT EXISTS (SELECT FROM ticket_cast WHERE show_id = show.id)"""
    )
    for show_id, company_id, texts in cr.fetchall():
        for sequence, name in enumerate(_members(texts), start=1):
            cr.execute(
                """INSERT INTO ticket_cast
                          (show_id, company_id, sequence, name, create_uid, write_uid,
                           create_date, write_date)
                   VALUES (%s, %s, %s, %s, 1, 1, now() at time zone 'UTC',
                           now() at time zone 'UTC')""",
                (show_id, company_id, 10 * sequence, Json(name)),
            )


def _members(texts):
    """[{language: name}] of {language: text}; English is always there."""
    lines = {
        lang: [line.strip() for line in (text or "").splitlines() if line.strip()]
        for lang, text in texts.items()
    }
    for names in zip_longest(*lines.values()):
        name = {lang: word for lang, word in zip(lines, names, strict=True) if word}
        yield {"en_US": next(iter(name.values())), **name}
