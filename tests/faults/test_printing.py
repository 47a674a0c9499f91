"""The fault matrix of HARDWARE §2 and §3: each row for each kind of worker.

Two things are counted: what the queue says of each ticket, and how often its code can be
read on the paper that came out.
"""

from tests.helpers.virtual_printer import VirtualPrinter

BEGUN = 4000  # bytes after which a job is under way, and far from its end


def once(tickets):
    return dict.fromkeys(tickets.values(), 1)


# --- nothing has left: tried again by itself ----------------------------------------


def test_unreachable_printer_prints_once_it_is_back(house):
    paper = VirtualPrinter()
    printer = house.printer(paper)
    paper.close()
    tickets = house.tickets(2)
    jobs = house.print(tickets, printer)
    house.wait_for_problem(jobs[0], "unreachable")
    house.wait(jobs, "waiting")
    house.papers.append(VirtualPrinter(paper.port))
    house.wait(jobs, "printed")
    house.settle()
    assert house.on_paper() == once(tickets)


def _wait_and_mend(house, problem, broken, mended):
    """Whatever keeps the printer from starting: nothing comes out, then each once."""
    printer = house.printer()
    [paper] = house.papers
    paper.change(**broken)
    tickets = house.tickets(2)
    jobs = house.print(tickets, printer)
    house.wait_for_problem(jobs[0], problem)
    house.settle()
    assert house.on_paper() == {}
    house.wait(jobs, "waiting")  # between two tries
    paper.change(**mended)
    house.wait(jobs, "printed")
    assert house.on_paper() == once(tickets)
    assert paper.unknown == []


def test_paper_out_at_the_start_waits_for_a_refill(house):
    _wait_and_mend(house, "paper_end", {"paper": "out"}, {"paper": "ok"})


def test_open_cover_waits_until_it_is_closed(house):
    _wait_and_mend(house, "cover_open", {"cover": True}, {"cover": False})


def test_silent_printer_gets_nothing_until_it_answers(house):
    _wait_and_mend(house, "silent", {"mute": True}, {"mute": False})


def test_slow_printer_is_waited_for(house):
    printer = house.printer(confirm_seconds=20)
    house.papers[0].change(bytes_per_second=20_000)
    tickets = house.tickets(2)
    jobs = house.print(tickets, printer)
    house.wait(jobs, "printed")
    assert house.on_paper() == once(tickets)


# --- some of it has left: a person is asked -----------------------------------------


def test_paper_out_in_the_middle_asks_and_never_repeats(house):
    printer = house.printer()
    [paper] = house.papers
    paper.change(paper_out_after=BEGUN)
    tickets = house.tickets(2)
    jobs = house.print(tickets, printer)
    house.wait(jobs, "uncertain", "waiting")
    paper.change(paper="ok")  # the printer itself finishes what it had
    house.wait(jobs, "uncertain", "printed")
    house.settle()
    assert house.on_paper() == once(tickets)
    house.decide("action_mark_printed", jobs[:1])
    house.settle()
    assert house.states(jobs) == ["printed", "printed"]
    assert house.on_paper() == once(tickets)


def test_printer_reset_in_the_middle_asks_and_prints_at_a_word(house):
    printer = house.printer()
    [paper] = house.papers
    paper.change(drop_after=BEGUN)
    tickets = house.tickets(1)
    jobs = house.print(tickets, printer)
    house.wait(jobs, "uncertain")
    paper.change(drop_after=None)
    house.settle()
    assert house.states(jobs) == ["uncertain"]
    assert house.on_paper() == {}
    house.decide("action_retry", jobs)
    house.wait(jobs, "printed")
    assert house.on_paper() == once(tickets)


def test_printed_but_unconfirmed_is_never_repeated(house):
    printer = house.printer()
    [paper] = house.papers
    paper.change(acknowledge=False)
    tickets = house.tickets(1)
    jobs = house.print(tickets, printer)
    house.wait(jobs, "uncertain")
    paper.change(acknowledge=True)
    house.settle()
    assert house.on_paper() == once(tickets)
    house.decide("action_mark_printed", jobs)
    house.settle()
    assert house.on_paper() == once(tickets)


# --- whoever prints dies ------------------------------------------------------------


def _start_slowly(house, count):
    """Jobs of which the first is half sent, on a printer that takes its time."""
    printer = house.printer(confirm_seconds=30)
    [paper] = house.papers
    paper.change(bytes_per_second=8000)
    tickets = house.tickets(count)
    jobs = house.print(tickets, printer)
    assert paper.wait_for_bytes(BEGUN, timeout=30)
    return paper, tickets, jobs


def test_killed_in_the_middle_loses_nothing_and_repeats_nothing(house):
    paper, tickets, jobs = _start_slowly(house, 3)
    house.worker.kill()
    paper.change(bytes_per_second=None)
    house.restart()
    house.wait(jobs, "uncertain", "printed", "printed")
    house.settle()
    assert house.states(jobs)[0] == "uncertain"
    torn = house.on_paper()
    assert max(torn.values()) == 1
    house.decide("action_retry", jobs[:1])  # somebody looked: it is torn
    house.wait(jobs, "printed")
    assert house.on_paper() - torn == {next(iter(tickets.values())): 1}


def test_killed_after_the_paper_came_out_asks_instead_of_repeating(house):
    printer = house.printer(confirm_seconds=30)
    [paper] = house.papers
    paper.change(acknowledge=False)
    tickets = house.tickets(1)
    jobs = house.print(tickets, printer)
    assert paper.wait_for(1, timeout=30)
    house.worker.kill()
    paper.change(acknowledge=True)
    house.restart()
    house.wait(jobs, "uncertain")
    house.settle()
    assert house.on_paper() == once(tickets)


def test_stopped_in_order_finishes_what_it_prints(house):
    paper, tickets, jobs = _start_slowly(house, 3)
    house.worker.stop()
    assert house.states(jobs) == ["printed", "waiting", "waiting"]
    paper.change(bytes_per_second=None)
    house.restart()
    house.wait(jobs, "printed")
    assert house.on_paper() == once(tickets)


# --- more than one ------------------------------------------------------------------


def test_two_workers_on_one_printer_print_each_ticket_once(house):
    first, offices = house.worker.server, [house.office]
    house.open(house.worker.start())  # a second one, beside the first
    offices.append(house.office)
    printer = house.printer()
    tickets = house.tickets(12)
    jobs = []
    for number, ticket in enumerate(tickets):
        house.office = offices[number % 2]
        jobs += house.print([ticket], printer)
    house.wait(jobs, "printed")
    house.settle()
    assert house.on_paper() == once(tickets)
    house.worker.stop()
    house.worker.server, house.office = first, offices[0]


def test_printers_print_side_by_side(house):
    slow, quick = house.printer(confirm_seconds=20), house.printer()
    house.papers[0].change(bytes_per_second=8000)
    tickets = house.tickets(4)
    ids = list(tickets)
    waiting = house.print(ids[:2], slow)
    done = house.print(ids[2:], quick)
    house.wait(done, "printed", seconds=5)
    assert "printed" not in house.states(waiting)
    house.wait(waiting, "printed")
    assert house.on_paper() == once(tickets)


def test_spare_takes_over_what_never_left(house):
    spare = house.printer()
    printer = house.printer(spare_id=spare, spare_automatic=True)
    house.papers[1].change(paper="out")
    tickets = house.tickets(3)
    jobs = house.print(tickets, printer)
    house.wait(jobs, "printed")
    house.papers[1].change(paper="ok")
    house.settle()
    assert house.on_paper() == once(tickets)
    assert len(house.papers[0].tickets) == 3


def test_moved_at_a_word_prints_on_the_spare_alone(house):
    spare = house.printer()
    printer = house.printer(spare_id=spare)
    house.papers[1].change(cover=True)
    tickets = house.tickets(2)
    jobs = house.print(tickets, printer)
    house.wait_for_problem(jobs[0], "cover_open")
    house.decide("action_move_to_spare", jobs)
    house.wait(jobs, "printed")
    house.papers[1].change(cover=False)
    house.settle()
    assert house.on_paper() == once(tickets)
    assert len(house.papers[0].tickets) == 2
