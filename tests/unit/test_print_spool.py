"""The print agent's spool: what it has on disk, and what it must never do twice."""

import shutil
from contextlib import closing, contextmanager
from uuid import uuid4

import pytest

from tests.helpers.pure import pure

spool_module = pure("ticket_pos", "print_agent.spool")
Job, Result, Spool = (getattr(spool_module, n) for n in ("Job", "Result", "Spool"))
SpoolError, SpoolFull = spool_module.SpoolError, spool_module.SpoolFull

PRINTER = 7
LONG = 1e12


class Clock:
    now = 1e9

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def open_spool(tmp_path, clock):
    spools = []

    def opened():
        for spool in spools:
            spool.close()
        spools.append(Spool(tmp_path, now=clock))
        return spools[-1]

    yield opened
    for spool in spools:
        spool.close()


@pytest.fixture
def spool(open_spool):
    return open_spool()


def job(number=1, printer=PRINTER):
    return Job(uuid4().hex, number, f"Ticket {number}", printer, b"bytes")


def result_of(spool, claim):
    return next((r for r in spool.results() if r.claim == claim), None)


def test_jobs_of_a_printer_come_in_the_order_they_were_given(spool):
    jobs = [job(9), job(3), job(5, printer=8)]
    for one in jobs:
        spool.add(one, LONG)
    assert [spool.begin(PRINTER), spool.begin(PRINTER)] == jobs[:2]
    assert spool.begin(PRINTER) is None


def test_answer_that_comes_twice_is_kept_once(spool):
    one = job()
    spool.add(one, LONG)
    spool.add(one, LONG)
    assert spool.begin(PRINTER) == one
    spool.add(one, LONG)
    assert spool.begin(PRINTER) is None


def test_job_that_is_done_is_never_begun_again(spool):
    one = job()
    spool.add(one, LONG)
    spool.begin(PRINTER)
    spool.finish(Result(one.claim, "printed", paper_low=True))
    assert result_of(spool, one.claim) == Result(one.claim, "printed", paper_low=True)
    spool.accepted([one.claim])
    spool.add(one, LONG)
    assert spool.begin(PRINTER) is None
    assert spool.results() == []
    assert spool.holding() == []


def test_result_is_kept_until_it_is_accepted(open_spool):
    one = job()
    spool = open_spool()
    spool.add(one, LONG)
    spool.begin(PRINTER)
    spool.finish(Result(one.claim, "printed"))
    assert result_of(open_spool(), one.claim).outcome == "printed"


def test_job_that_was_being_sent_at_a_crash_is_unknown(open_spool):
    one = job()
    spool = open_spool()
    spool.add(one, LONG)
    spool.begin(PRINTER)
    spool = open_spool()
    assert result_of(spool, one.claim) == Result(one.claim, "unknown", "agent_crashed")
    assert spool.begin(PRINTER) is None


def test_job_that_was_not_begun_survives_a_crash(open_spool):
    one = job()
    open_spool().add(one, LONG)
    assert open_spool().begin(PRINTER) == one


def test_job_of_which_nothing_left_may_be_tried_again(spool):
    one = job()
    spool.add(one, LONG)
    spool.begin(PRINTER)
    spool.not_begun(one.claim, "paper_end", "")
    assert spool.results() == []
    assert spool.begin(PRINTER) == one


def test_job_past_its_time_is_not_begun_before_the_server_says_so(spool, clock):
    one = job()
    spool.add(one, clock.now + 60)
    clock.now += 61
    assert not spool.has_work(PRINTER)
    assert spool.begin(PRINTER) is None
    spool.prolong(clock.now + 60)
    assert spool.has_work(PRINTER)
    assert spool.begin(PRINTER) == one


def test_clock_that_was_turned_back_gives_no_more_time(open_spool, clock):
    open_spool().add(job(), clock.now + 60)
    clock.now -= 3600
    assert open_spool().begin(PRINTER) is None


def test_given_back_job_is_the_servers(spool):
    one = job()
    spool.add(one, LONG)
    assert spool.give_back(PRINTER, "paper_end") == [one.claim]
    assert spool.begin(PRINTER) is None
    assert result_of(spool, one.claim) == Result(one.claim, "not_sent", "paper_end")


def test_what_nobody_heard_of_is_taken_back(spool):
    one = job()
    spool.add(one, LONG)
    spool.take_back(spool.give_back(PRINTER, "paper_end"))
    assert spool.results() == []
    assert spool.begin(PRINTER) == one


def test_job_that_is_being_sent_cannot_be_given_back_or_dropped(spool):
    one = job()
    spool.add(one, LONG)
    spool.begin(PRINTER)
    assert spool.give_back(PRINTER, "paper_end") == []
    spool.drop([one.claim], "agent_late")
    assert spool.holding() == [one.claim]
    spool.finish(Result(one.claim, "printed"))
    assert result_of(spool, one.claim).outcome == "printed"


def test_dropped_job_is_told_not_to_be_begun(spool):
    one = job()
    spool.add(one, LONG)
    spool.drop([one.claim], "agent_late")
    assert spool.begin(PRINTER) is None
    assert result_of(spool, one.claim) == Result(one.claim, "not_sent", "agent_late")


def test_each_run_names_the_runs_before_it(open_spool):
    first, *none = open_spool().begin_run()
    second, previous, elsewhere = open_spool().begin_run()
    assert (none, previous, elsewhere) == ([[], []], [first], [])
    assert second != first


def test_copied_spool_knows_that_its_runs_may_go_on_elsewhere(open_spool, tmp_path):
    spool = open_spool()
    run, *_before = spool.begin_run()
    one = job()
    spool.add(one, LONG)
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in tmp_path.glob("spool.*"):
        shutil.copy(path, copy)
    with closing(Spool(copy)) as copied:
        assert copied.begin(PRINTER) is None  # before the server agrees
        assert copied.begin_run()[1:] == ([], [run])
        copied.prolong(LONG)
        assert copied.begin(PRINTER) == one


def test_only_one_program_has_the_spool(spool, tmp_path):
    with pytest.raises(SpoolError, match="Another print agent"):
        Spool(tmp_path)


@pytest.mark.parametrize("content", [b"not a database" * 1000, b"\0" * 4096])
def test_damaged_spool_says_what_to_do(tmp_path, content):
    (tmp_path / "spool.sqlite").write_bytes(content)
    with pytest.raises(SpoolError, match="Move this file away"):
        Spool(tmp_path)


def test_spool_damaged_inside_is_noticed(open_spool, tmp_path):
    spool = open_spool()
    for number in range(200):
        spool.add(job(number), LONG)
    spool.close()
    path = tmp_path / "spool.sqlite"
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(SpoolError):
        Spool(tmp_path)


def test_folder_that_cannot_be_used_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SpoolError, match="cannot be used"):
        Spool(tmp_path / "file" / "home")


@contextmanager
def unwritable(spool):
    """Nothing can be written, whatever the reason."""
    spool._db.execute("PRAGMA query_only = ON")
    yield
    spool._db.execute("PRAGMA query_only = OFF")


def test_full_disk_begins_nothing(spool):
    one = job()
    spool.add(one, LONG)
    with unwritable(spool), pytest.raises(SpoolFull):
        spool.begin(PRINTER)
    assert spool.begin(PRINTER) == one


def test_verdict_that_the_disk_does_not_take_is_told_all_the_same(spool):
    one = job()
    spool.add(one, LONG)
    spool.begin(PRINTER)
    with unwritable(spool):
        spool.finish(Result(one.claim, "printed"))
        assert result_of(spool, one.claim) == Result(one.claim, "printed")
        assert spool.holding() == []
    spool.accepted([one.claim])
    assert spool.results() == []
    assert spool.begin(PRINTER) is None


def test_job_that_could_not_be_kept_is_told_not_to_be_begun(spool):
    spool.refuse("c" * 32, "agent_spool")
    assert spool.results() == [Result("c" * 32, "not_sent", "agent_spool")]
    spool.accepted(["c" * 32])
    assert spool.results() == []
