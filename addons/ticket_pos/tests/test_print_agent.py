from datetime import timedelta
from unittest.mock import patch
from uuid import uuid4

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from odoo.addons.ticket_sale.tests.common import TicketSaleCommon

from ..exceptions import AgentTaken
from ..models.ticket_paired_mixin import PAIRING_MINUTES, SILENT_SECONDS
from ..models.ticket_print_agent_work import FINISH_SECONDS, LEASE_SECONDS
from ..tools import delivery


def name():
    return uuid4().hex


class PrintAgentCommon(TicketSaleCommon):
    """A counter whose printer hangs on a paired agent, with two tickets to print."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Job = cls.env["ticket.print.job"]
        cls.Agent = cls.env["ticket.print.agent"]
        cls.agent = cls.Agent.create({"name": "Counter PC"})
        cls.token = cls.Agent._redeem(cls.agent._make_pairing_code())[1]
        cls.printer = cls._create_printer("Counter 1")
        cls.tickets = cls._sell("1-1", "1-2").ticket_ids.sorted("id")

    @classmethod
    def _create_printer(cls, label, **values):
        return cls.env["ticket.printer"].create(
            {
                "name": label,
                "host": "127.0.0.1",
                "port": 9,
                "worker": "agent",
                "agent_id": cls.agent.id,
                **values,
            }
        )

    def _hello(self, *previous, run=None, elsewhere=()):
        """A program starts; returns the name of its run."""
        run = run or name()
        self.agent._hello(
            run, set(previous), set(elsewhere), version="1", host="pc", platform=""
        )
        return run

    def _sync(self, run, *, results=(), holding=(), reports=None, room=2):
        rooms = {self.printer.id: room} if room is not None else {}
        return self.agent._sync(
            run,
            results=dict(results),
            holding=set(holding),
            reports=reports or {},
            room=rooms,
        )

    def _take(self, count=1):
        """Queue tickets and have a program take them; its run and the jobs."""
        self.Job._enqueue(self.tickets[:count], self.printer)
        run = self._hello()
        jobs, _revoked = self._sync(run)
        self.assertEqual(len(jobs), count)
        return run, jobs

    def _pass(self, seconds):
        """Let time go by for everything that agents were heard."""
        self.env.flush_all()
        self.agent.seen_at -= timedelta(seconds=seconds)
        for job in self.Job._taken_by(self.agent):
            job.claim_until -= timedelta(seconds=seconds)


@tagged("post_install", "-at_install")
class TestPrintAgent(PrintAgentCommon):
    # --- good days ------------------------------------------------------------

    def test_program_gets_the_jobs_of_its_printers_in_order(self):
        _run, jobs = self._take(2)
        self.assertEqual(jobs.ticket_id, self.tickets)
        self.assertEqual(jobs.mapped("state"), ["sent", "sent"])
        self.assertEqual(jobs.agent_id, self.agent)
        self.assertEqual(len(set(jobs.mapped("claim"))), 2)

    def test_program_gets_no_more_than_it_has_room_for(self):
        self.Job._enqueue(self.tickets, self.printer)
        run = self._hello()
        first, _revoked = self._sync(run, room=1)
        again, _revoked = self._sync(run, room=0, holding=first.mapped("claim"))
        self.assertEqual((len(first), len(again)), (1, 0))

    def test_jobs_of_other_printers_are_not_for_this_program(self):
        other = self.Agent.create({"name": "Other PC"})
        theirs = self._create_printer("Counter 2", agent_id=other.id)
        self.Job._enqueue(self.tickets, theirs)
        run = self._hello()
        jobs, _revoked = self.agent._sync(
            run, results={}, holding=set(), reports={}, room={theirs.id: 2}
        )
        self.assertFalse(jobs)

    def test_printed_result_is_taken_once(self):
        run, job = self._take()
        result = {job.claim: delivery.Delivered()}
        self._sync(run, results=result)
        self.assertEqual((job.state, self.tickets[0].print_count), ("printed", 1))
        printed_at = job.printed_at
        self._sync(run, results={job.claim: delivery.Unknown("interrupted")})
        self.assertEqual((job.state, job.printed_at), ("printed", printed_at))

    def test_what_was_not_sent_waits_for_anybody(self):
        run, job = self._take()
        result = {job.claim: delivery.NotSent("paper_end")}
        self._sync(run, results=result, room=None)
        self.assertEqual((job.state, job.is_uncertain), ("waiting", False))
        self.assertEqual(job.error, "The paper has run out.")
        self.assertEqual(self.printer.state, "trouble")
        job.action_cancel()
        self.assertEqual(job.state, "cancelled")

    def test_unknown_result_asks_a_person(self):
        run, job = self._take()
        self._sync(run, results={job.claim: delivery.Unknown("agent_crashed")})
        self.assertEqual((job.state, job.is_uncertain), ("failed", True))
        self.assertIn("Counter PC was stopped", job.error)

    def test_printer_is_as_the_program_reports(self):
        run = self._hello()
        self._sync(run, reports={self.printer.id: delivery.NotSent("cover_open")})
        self.assertEqual(
            (self.printer.state, self.printer.trouble),
            ("trouble", "The cover is open."),
        )
        self._sync(run, reports={self.printer.id: delivery.Delivered(paper_low=True)})
        self.assertEqual((self.printer.state, self.printer.paper_low), ("ready", True))

    def test_ticket_that_cannot_be_drawn_fails_alone(self):
        jobs = self.Job._enqueue(self.tickets, self.printer)
        draw, broken = type(self.Job)._draw, jobs[0].id

        def draw_but_one(job):
            if job.id == broken:
                raise ValueError("no such picture")
            return draw(job)

        with (
            patch.object(type(self.Job), "_draw", draw_but_one),
            self.assertLogs("odoo.addons.ticket_pos.models"),
        ):
            given, _revoked = self._sync(self._hello())
        self.assertEqual(jobs.mapped("state"), ["failed", "sent"])
        self.assertEqual(given, jobs[1])

    # --- words that are lost or come twice --------------------------------------

    def test_lost_answer_is_given_again_under_the_same_claim(self):
        run, job = self._take()
        claim = job.claim
        again, _revoked = self._sync(run)
        self.assertEqual((again, again.claim, job.attempts), (job, claim, 1))

    def test_held_job_is_not_given_again(self):
        run, job = self._take()
        again, revoked = self._sync(run, holding=[job.claim])
        self.assertEqual((len(again), revoked), (0, set()))

    def test_ticket_that_was_not_begun_in_time_waits_again_by_itself(self):
        run, job = self._take()
        claim = job.claim
        self._pass(LEASE_SECONDS + FINISH_SECONDS + 1)
        self.Job._cron_process()
        _jobs, revoked = self._sync(run, holding=[claim], room=0)
        self.assertEqual((job.state, revoked), ("failed", {claim}))
        self._sync(run, results={claim: delivery.NotSent("agent_late")}, room=0)
        self.assertEqual((job.state, job.is_uncertain), ("waiting", False))

    def test_check_asks_the_agent_to_look(self):
        with patch.object(type(self.env["bus.bus"]), "_sendone") as send:
            self.printer.action_check()
        send.assert_called_once_with(
            self.agent.wake_channel, "ticket_print_agent", {"look": True}
        )

    def test_self_test_tells_what_the_agent_saw(self):
        self._hello()
        self.assertFalse(self.printer._inspect().obstacles)
        self.printer._report(delivery.NotSent("cover_open"))
        self.assertEqual(self.printer._inspect().obstacles, ("cover_open",))
        self._pass(SILENT_SECONDS + 1)
        with self.assertRaises(delivery.NotSent) as silence:
            self.printer._inspect()
        self.assertEqual(silence.exception.reason, "agent_silent")

    def test_program_forgets_what_a_person_decided_about(self):
        run, job = self._take()
        claim = job.claim
        self._pass(LEASE_SECONDS + FINISH_SECONDS + 1)
        self.Job._cron_process()
        job.action_cancel()
        _jobs, revoked = self._sync(run, holding=[claim])
        self.assertEqual(revoked, {claim})

    def test_late_result_of_a_retried_job_changes_nothing(self):
        run, job = self._take()
        claim = job.claim
        self._sync(run, results={claim: delivery.Unknown("interrupted")})
        job.action_retry()
        self._sync(run, results={claim: delivery.Delivered()}, room=0)
        self.assertEqual(job.state, "waiting")
        again, _revoked = self._sync(run)
        self.assertEqual(again, job)
        self.assertNotEqual(again.claim, claim)
        self._sync(
            run, results={claim: delivery.NotSent("silent")}, holding=[job.claim]
        )
        self.assertEqual(job.state, "sent")

    # --- programs that come and go ----------------------------------------------

    def test_restarted_program_continues_with_its_spool(self):
        run, job = self._take()
        second = self._hello(run)
        again, revoked = self._sync(second, holding=[job.claim])
        self.assertEqual((job.state, len(again), revoked), ("sent", 0, set()))

    def test_copy_of_a_program_is_refused_while_the_first_works(self):
        old = self._hello()
        first = self._hello(old)
        with self.assertRaises(AgentTaken):
            self._hello(old)
        self.assertEqual(self.agent.run, first)

    def test_copy_of_a_running_program_is_refused_and_a_restarted_pc_is_not(self):
        run, job = self._take()
        with self.assertRaises(AgentTaken):
            self._hello(elsewhere=[run])
        self._pass(SILENT_SECONDS + 1)
        second = self._hello(elsewhere=[run])
        again, _revoked = self._sync(second, holding=[job.claim])
        self.assertEqual((job.state, len(again)), ("sent", 0))

    def test_nothing_is_begun_any_more_when_another_may_take_over(self):
        self.assertLess(LEASE_SECONDS, SILENT_SECONDS)

    def test_former_program_is_told_that_another_took_over(self):
        former, _job = self._take()
        self._pass(SILENT_SECONDS + 1)
        self._hello()
        with self.assertRaises(AgentTaken):
            self._sync(former)

    def test_new_spool_makes_people_look_after_the_old_ones_jobs(self):
        _run, job = self._take()
        self._pass(SILENT_SECONDS + 1)
        fresh = self._hello()
        self.assertEqual((job.state, job.is_uncertain), ("failed", True))
        jobs, _revoked = self._sync(fresh)
        self.assertFalse(jobs)

    def test_hello_twice_is_one_hello(self):
        run, job = self._take()
        self._hello(run=run)
        self.assertEqual(job.state, "sent")

    def test_silent_agent_makes_people_look_and_is_believed_when_it_comes_back(self):
        run, job = self._take()
        self._pass(LEASE_SECONDS)
        self.Job._cron_process()
        self.assertEqual(job.state, "sent")  # it may be finishing the ticket
        self._pass(FINISH_SECONDS + 1)
        self.Job._cron_process()
        self.assertEqual((job.state, job.is_uncertain), ("failed", True))
        self.assertIn("does not answer", job.error)
        self.assertEqual((self.agent.state, self.printer.state), ("silent", "trouble"))
        self._sync(run, results={job.claim: delivery.Delivered()})
        self.assertEqual((job.state, job.is_uncertain), ("printed", False))

    def test_ticket_says_why_it_waits_though_nobody_took_it(self):
        run = self._hello()
        jobs = self.Job._enqueue(self.tickets, self.printer)
        report = {self.printer.id: delivery.NotSent("cover_open")}
        self._sync(run, reports=report, room=None)
        self.assertEqual(jobs.mapped("state"), ["waiting", "waiting"])
        self.assertEqual(jobs[0].error, "The cover is open.")

    def test_tickets_of_a_silent_agent_go_to_the_spare_printer(self):
        spare = self._create_printer("Spare", worker="server", agent_id=False)
        self.printer.write({"spare_id": spare.id, "spare_automatic": True})
        self._hello()
        jobs = self.Job._enqueue(self.tickets, self.printer)
        self._pass(SILENT_SECONDS + 1)
        self.Job._cron_process()
        self.assertEqual(jobs.printer_id, spare)

    def test_contact_gives_the_held_jobs_more_time(self):
        run, job = self._take()
        self._pass(LEASE_SECONDS + FINISH_SECONDS + 1)
        self._sync(run, holding=[job.claim])
        self.Job._cron_process()
        self.assertEqual(job.state, "sent")

    # --- the server's own worker -------------------------------------------------

    def test_server_leaves_an_agents_printer_alone(self):
        _run, job = self._take()
        waiting = self.Job._enqueue(self.tickets, self.printer) - job
        self.env.flush_all()
        self.Job._process()
        self.env.invalidate_all()
        self.assertEqual((job.state, waiting.state), ("sent", "waiting"))

    def test_queued_ticket_wakes_the_agent_over_its_secret_channel(self):
        with patch.object(type(self.env["bus.bus"]), "_sendone") as send:
            self.Job._enqueue(self.tickets, self.printer)
        channels = {call.args[0] for call in send.call_args_list}
        self.assertIn(self.agent.wake_channel, channels)

    def test_printer_given_to_the_server_is_the_agents_no_more(self):
        run, job = self._take()
        self.printer.worker = "server"
        self.assertFalse(self.printer.agent_id)
        again, _revoked = self._sync(run, holding=[job.claim])
        self.assertFalse(again)

    def test_agents_printer_needs_an_agent(self):
        with self.assertRaises(ValidationError):
            self._create_printer("Counter 2", agent_id=False)

    # --- pairing -------------------------------------------------------------------

    def test_pairing_code_works_once(self):
        code = self.agent._make_pairing_code()
        agent, token = self.Agent._redeem(code.lower().replace("-", " "))
        self.assertEqual(agent, self.agent)
        self.assertEqual(self.Agent._identify(token), self.agent)
        self.assertEqual(self.Agent._redeem(code), (self.Agent, None))

    def test_pairing_code_is_good_for_minutes(self):
        code = self.agent._make_pairing_code()
        self.agent.pairing_until = fields.Datetime.now() - timedelta(seconds=1)
        self.assertEqual(self.Agent._redeem(code), (self.Agent, None))
        self.assertGreater(PAIRING_MINUTES, 1)

    def test_new_pairing_ends_the_old_token(self):
        self.Agent._redeem(self.agent._make_pairing_code())
        self.assertFalse(self.Agent._identify(self.token))

    def test_nothing_is_found_by_an_empty_secret(self):
        self.Agent.create({"name": "Not paired"})
        for secret in ("", " ", "-"):
            self.assertFalse(self.Agent._identify(secret))
            self.assertEqual(self.Agent._redeem(secret), (self.Agent, None))

    def test_revoked_agent_leaves_its_jobs_to_people(self):
        _run, job = self._take()
        self.agent.action_revoke()
        self.assertFalse(self.Agent._identify(self.token))
        self.assertEqual((job.state, job.is_uncertain), ("failed", True))
        self.assertEqual(self.agent.state, "revoked")

    def test_agent_with_printers_is_not_deleted(self):
        with self.assertRaises(UserError):
            self.agent.unlink()


@tagged("post_install", "-at_install")
class TestPrintAgentSecurity(PrintAgentCommon):
    def _user(self, role, **values):
        login = f"agent_{role}"
        return new_test_user(
            self.env, login, groups=f"ticket_sale.group_ticket_{role}", **values
        )

    def test_manager_pairs_and_revokes_but_reads_no_secret(self):
        manager = self._user("manager")
        agent = self.agent.with_user(manager)
        action = agent.action_pair()
        self.assertRegex(action["context"]["default_code"], r"^\w{5}-\w{5}$")
        agent.action_revoke()
        for secret in ("token_hash", "pairing_hash", "run", "wake_channel"):
            with self.assertRaises(AccessError):
                agent.read([secret])

    def test_cashier_sees_agents_and_changes_none(self):
        agent = self.agent.with_user(self._user("cashier"))
        self.assertEqual(agent.state, "silent")
        for act in (agent.action_pair, agent.action_revoke, agent.unlink):
            with self.assertRaises(AccessError):
                act()

    def test_other_companies_agents_are_out_of_sight(self):
        other = self.env["res.company"].create({"name": "Other"})
        stranger = self._user("manager", company_id=other.id, company_ids=other.ids)
        self.assertNotIn(self.agent, self.Agent.with_user(stranger).search([]))
        with self.assertRaises(AccessError):
            self.agent.with_user(stranger).action_pair()

    def test_printer_and_agent_are_of_one_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        with self.assertRaises(UserError):
            self._create_printer("Far away", company_id=other.id)
