def migrate(cr, version):
    """Scans say how many people went through; closed lanes stay closed."""
    cr.execute(
        """UPDATE ticket_scan
              SET passed = CASE result WHEN 'admit' THEN count ELSE 0 END
            WHERE passed IS NULL"""
    )
    cr.execute("UPDATE ticket_gate SET mode = 'closed' WHERE NOT is_open")
