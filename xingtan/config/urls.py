"""Every address of the house: one line a room."""

from django.urls import include, path

from xingtan.config import health

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("", include("xingtan.notices.urls")),
    path("desk/", include("xingtan.desks.urls")),
    path("account/", include("xingtan.accounts.urls")),
    path("programme/", include("xingtan.programmes.urls")),
    path("rosters/", include("xingtan.rosters.urls")),
    path("mail/", include("xingtan.mailroom.urls")),
    path("enrolment/", include("xingtan.enrolment.urls")),
    path("billing/", include("xingtan.billing.urls")),
    path("invoices/", include("xingtan.invoicing.urls")),
    path("funding/", include("xingtan.funding.urls")),
    path("courses/questions/", include("xingtan.courses.question_urls")),
    path("courses/", include("xingtan.courses.urls")),
    path("study/", include("xingtan.study.urls")),
    path("classes/", include("xingtan.classes.urls")),
    path("coursework/quizzes/", include("xingtan.coursework.quiz_urls")),
    path("schoolbased/", include("xingtan.schoolbased.urls")),
    path("coursework/", include("xingtan.coursework.urls")),
    path("assessment/", include("xingtan.assessment.urls")),
    path("check/", include("xingtan.assessment.public_urls")),
    path("figures/", include("xingtan.oversight.urls")),
]
handler400 = "xingtan.ui.error_pages.bad_request"
handler403 = "xingtan.ui.error_pages.forbidden"
handler404 = "xingtan.ui.error_pages.not_found"
handler500 = "xingtan.ui.error_pages.server_error"
