"""One served demo for each file."""

import os
import shutil
from contextlib import closing, contextmanager

import psycopg2
import pytest
from playwright.sync_api import sync_playwright

from tests.e2e.house import House
from tests.helpers.virtual_printer import VirtualPrinter


@pytest.fixture(scope="module")
def house(demo_database):
    with opened_house(demo_database) as house:
        yield house


@contextmanager
def opened_house(demo_database):
    """A copy of the demo that is served until the block ends."""
    from dev import cluster
    from dev.server import serving
    from dev.settings import LOCAL

    source, told = demo_database
    database = f"test-e2e-{os.getpid()}"  # another half may run beside
    chromium = shutil.which("chromium")
    assert chromium, "Chromium is missing"
    cluster.create(database, source)

    def query(sql, *parameters):
        with closing(
            psycopg2.connect(
                dbname=database, host=str(cluster.socket()), user=cluster.USER
            )
        ) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(sql, parameters)
                return cursor.fetchall() if cursor.description else []

    with (
        VirtualPrinter() as printer,
        sync_playwright() as playwright,
        serving(
            database, "--max-cron-threads=1", "--proxy-mode", name=database
        ) as server,
    ):
        query("UPDATE ticket_printer SET host = '127.0.0.1', port = %s", printer.port)
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield House(
            base_url=server.base_url,
            database=database,
            told=told,
            browser=browser,
            printer=printer,
            shots=LOCAL / "shots",
            query=query,
        )
        browser.close()
    cluster.drop(database)
