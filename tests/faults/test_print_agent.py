"""The print agent as a real process, and everything that can happen to it.

Each test ends with the same question: did every ticket come out, and none of them twice
without a person's word? The tickets on the virtual printer's paper answer it.
"""

import contextlib
import shutil
import signal

import pytest

from tests.faults.counter import Counter, wait_until

SILENT = 80  # longer than the server waits before it takes an agent for gone


@pytest.fixture(scope="module")
def served(demo_database):
    """One server for most of the tests; those that kill it have their own."""
    from dev import cluster
    from dev.server import serving

    name = "test-print-agent"
    cluster.create(name, demo_database[0])
    with serving(name, "--max-cron-threads=0", name="test-print-agent") as server:
        yield server
    cluster.drop(name)


@pytest.fixture
def counter(served, tmp_path):
    with contextlib.closing(Counter(served, tmp_path)) as counter:
        yield counter


# --- good days -----------------------------------------------------------------


def test_sold_tickets_come_out_once_each(counter):
    counter.start()
    jobs = counter.sell(4)
    counter.assert_each_printed_once(jobs)
    assert counter.paper.paper.unknown == []


def test_program_that_is_stopped_finishes_the_ticket_first(counter):
    process = counter.start()
    counter.paper.change(bytes_per_second=40_000)
    jobs = counter.sell(2)
    wait_until(lambda: "sending" in counter.spool_states())
    process.terminate()
    assert process.wait(20) == 0
    assert sorted(counter.states(jobs)) == ["printed", "waiting"]
    counter.paper.change(bytes_per_second=None)
    counter.start()
    counter.assert_each_printed_once(jobs)


# --- the printer -----------------------------------------------------------------


def test_without_paper_tickets_wait_on_the_server_and_come_after_a_refill(counter):
    counter.start()
    counter.paper.change(paper="out")
    jobs = counter.sell(2)
    wait_until(lambda: counter.jobs(jobs)[0]["problem"] == "paper_end")
    assert counter.states(jobs) == ["waiting", "waiting"]
    counter.paper.change(paper="ok")
    counter.assert_each_printed_once(jobs)


def test_waiting_ticket_can_be_cancelled_while_the_printer_is_off(counter):
    counter.start()
    counter.paper.change(paper="out")
    jobs = counter.sell(2)
    wait_until(lambda: counter.jobs(jobs)[0]["problem"] == "paper_end")
    counter.decide("action_cancel", jobs[:1])
    counter.paper.change(paper="ok")
    counter.wait_for(jobs[1:], "printed")
    assert counter.printed(1) == counter.tokens(jobs[1:])


def test_printer_reset_in_the_middle_asks_a_person(counter):
    counter.start()
    counter.paper.change(drop_after=3000)
    jobs = counter.sell(1)
    counter.wait_for(jobs, "failed")
    assert counter.jobs(jobs)[0]["is_uncertain"]
    counter.paper.change(drop_after=None)
    counter.decide("action_retry", jobs)
    counter.assert_each_printed_once(jobs)


# --- the program ---------------------------------------------------------------


def test_program_killed_in_the_middle_of_a_ticket_asks_a_person(counter):
    process = counter.start()
    counter.paper.change(bytes_per_second=20_000)
    jobs = counter.sell(3)
    wait_until(lambda: counter.paper.received > 5000)
    counter.kill(process)
    counter.paper.change(bytes_per_second=None)
    counter.start()
    counter.wait_for(jobs, "printed", "failed")
    states = counter.jobs(jobs)
    assert [job["state"] for job in states] == ["failed", "printed", "printed"]
    assert (states[0]["is_uncertain"], states[0]["problem"]) == (True, "agent_crashed")
    counter.assert_one_more(jobs[:1], lambda: counter.decide("action_retry", jobs[:1]))


def test_program_killed_after_printing_and_before_saying_so_prints_no_second(counter):
    process = counter.start()
    jobs = counter.sell(1)
    counter.wait_for(jobs, "printed")
    counter.wire.lose_answers = 1
    more = counter.sell(1)
    wait_until(lambda: not counter.wire.lose_answers)
    counter.wait_for(more, "printed")
    counter.wire.cut()
    counter.kill(process)
    counter.wire.mend()
    counter.start()
    counter.assert_each_printed_once(jobs + more)


def test_answer_that_is_lost_is_given_again_and_printed_once(counter):
    counter.start()
    counter.wire.lose_answers = 2
    jobs = counter.sell(3)
    counter.assert_each_printed_once(jobs)
    assert not counter.wire.lose_answers
    assert [job["attempts"] for job in counter.jobs(jobs)] == [1, 1, 1]


def test_second_program_on_the_same_spool_says_so_and_ends(counter):
    counter.start()
    wait_until(lambda: "paired with" in counter.log())
    assert counter.start().wait(20) == 3
    assert "Another print agent works with" in counter.log()


def test_copy_of_the_computer_gets_nothing(counter):
    process = counter.start()
    jobs = counter.sell(1)
    counter.wait_for(jobs, "printed")
    process.terminate()
    process.wait(20)
    shutil.copytree(counter.folder / "home", counter.folder / "copy")
    counter.start()
    more = counter.sell(1)
    counter.wait_for(more, "printed")
    counter.start("copy")
    wait_until(lambda: "runs on another computer" in counter.log("copy"))
    counter.assert_each_printed_once(jobs + more + counter.sell(4))


def test_two_agents_that_were_given_one_printer_print_each_ticket_once(counter):
    counter.start()
    jobs = counter.sell(1)
    counter.wait_for(jobs, "printed")
    first = counter.agent
    [counter.agent] = counter.create("ticket.print.agent", name="Other PC")
    counter.pair(counter.folder / "other")
    counter.start("other")
    for agent in (counter.agent, first, counter.agent):
        jobs += counter.sell(3)
        counter.set_printer(agent_id=agent)
    jobs += counter.sell(2)
    counter.assert_each_printed_once(jobs)


# --- the network and the server ---------------------------------------------------


def test_network_cut_in_the_middle_prints_what_is_here_and_tells_it_later(counter):
    counter.start()
    counter.paper.change(bytes_per_second=30_000)
    jobs = counter.sell(3)
    wait_until(lambda: counter.paper.received > 5000)
    wait_until(lambda: len(counter.spool_states()) == 3)
    counter.wire.cut()
    counter.paper.change(bytes_per_second=None)
    counter.printed(3)
    wait_until(lambda: counter.spool_states() == ["printed"] * 3)
    assert "sent" in counter.states(jobs)
    counter.wire.mend()
    counter.assert_each_printed_once(jobs)


def test_network_away_and_no_paper_then_paper_prints_without_the_server(counter):
    counter.start()
    counter.paper.change(bytes_per_second=5_000)  # all are sold before one is printed
    jobs = counter.sell(3)
    wait_until(
        lambda: len(counter.spool_states()) == 3 and counter.paper.received > 1000
    )
    counter.wire.cut()
    counter.paper.change(bytes_per_second=None, paper="out")
    wait_until(lambda: "unknown" in counter.spool_states())  # the one under way
    counter.paper.change(paper="ok")
    wait_until(lambda: counter.spool_states() == ["unknown", "printed", "printed"])
    counter.wire.mend()
    counter.wait_for(jobs[1:], "printed")
    counter.wait_for(jobs[:1], "failed")
    assert counter.jobs(jobs)[0]["is_uncertain"]


def test_server_killed_in_the_middle_loses_nothing(
    demo_database, copy_database, tmp_path
):
    from dev import processes, server

    database = copy_database(demo_database[0])
    port = server.free_port()
    options = ["--gevent-port", str(server.free_port()), "--max-cron-threads=0"]
    first = server.start("test-print-killed", database, port, *options)
    try:
        counter = Counter(first, tmp_path)
        with contextlib.closing(counter):
            counter.start()
            counter.paper.change(bytes_per_second=30_000)
            jobs = counter.sell(4)
            wait_until(lambda: counter.paper.received > 5000)
            processes.end("test-print-killed", signal.SIGKILL)
            counter.paper.change(bytes_per_second=None)
            server.start("test-print-killed", database, port, *options)
            counter.assert_each_printed_once(jobs)
    finally:
        processes.end("test-print-killed")


# --- the disk ------------------------------------------------------------------


def test_damaged_spool_stops_the_program_with_words(counter):
    (counter.folder / "home" / "spool.sqlite").write_bytes(b"dust" * 5000)
    assert counter.start().wait(20) == 3
    assert "is damaged" in counter.log()
    assert "Move this file away" in counter.log()


def test_lost_spool_makes_people_look_after_what_it_held(counter):
    process = counter.start()
    counter.paper.change(bytes_per_second=20_000)
    jobs = counter.sell(2)
    wait_until(lambda: counter.paper.received > 5000)
    counter.kill(process)
    counter.paper.change(bytes_per_second=None)
    for path in (counter.folder / "home").glob("spool.sqlite*"):
        path.unlink()
    counter.start()
    # The server believes in the former program until it is silent for long enough.
    counter.wait_for(jobs, "failed", seconds=SILENT + 30)
    assert all(job["is_uncertain"] for job in counter.jobs(jobs))
    assert counter.tokens(jobs)[1] not in counter.printed(0)
    counter.assert_one_more(jobs, lambda: counter.decide("action_retry", jobs))


def test_full_disk_prints_nothing_and_says_so(counter):
    process = counter.start(most_bytes=48 * 1024)  # room for tables, not for tickets
    jobs = counter.sell(2)
    wait_until(lambda: "agent_spool" in [job["problem"] for job in counter.jobs(jobs)])
    assert counter.printed(1, seconds=1) == []
    counter.kill(process)
    counter.start()
    counter.assert_each_printed_once(jobs)
