"""What runs by itself, and how often (seconds). Each job is idempotent and asks for its own work."""

TIMERS: dict[str, int] = {
    "xingtan.outbox.jobs.deliver": 5,
    "xingtan.mailroom.jobs.collect": 60,
    "xingtan.mailroom.jobs.tidy": 3600,
    "xingtan.billing.jobs.draw_all_bills": 10,
    "xingtan.coursework.jobs.end_quizzes": 20,
    "xingtan.programmes.jobs.bring_payees_into_force": 30,
    "xingtan.invoicing.jobs.mail_and_mark": 30,
    "xingtan.accounts.jobs.tidy": 3600,
    "xingtan.rosters.jobs.resume_stalled": 60,
    "xingtan.enrolment.jobs.tidy": 3600,
    "xingtan.classes.jobs.follow": 60,
    "xingtan.courses.jobs.tidy": 3600,
    "xingtan.coursework.jobs.compare": 20,
    "xingtan.coursework.jobs.ask_peers": 60,
    "xingtan.study.jobs.look_for_patterns": 21_600,
    "xingtan.assessment.jobs.adopt_missing_schemes": 60,
    "xingtan.oversight.jobs.keep_counting": 10,
    "xingtan.oversight.jobs.begin_the_day": 3600,
    "xingtan.config.proofs.prove_nightly": 86_400,
}
