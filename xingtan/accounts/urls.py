"""The addresses of this room, under ``/account/``."""

from django.urls import path

from xingtan.accounts.views import activation, codes, mobile, own, people, second_factor, sign_in

app_name = "accounts"
urlpatterns = [
    path("", own.account, name="account"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("reset/", codes.reset, name="reset"),
    path("code/", codes.code, name="code"),
    path("code/send/", codes.send_code, name="send_code"),
    path("second-factor/", second_factor.second_factor, name="second_factor"),
    path("second-factor/set-up/", second_factor.set_up, name="set_up"),
    path("second-factor/recovery/", second_factor.recovery, name="recovery"),
    path("password/", own.password, name="password"),
    path("mobile/", mobile.mobile, name="mobile"),
    path("mobile/code/", mobile.send_code, name="mobile_code"),
    path("sessions/", own.sessions, name="sessions"),
    path("sessions/end/", own.sessions_end, name="sessions_end"),
    path("sessions/<str:session>/end/", own.session_end, name="session_end"),
    path("activation/", activation.index, name="activation_list"),
    path("activation/slips/", activation.slips, name="slips"),
    path("people/", people.index, name="people"),
    path("people/give/", people.give, name="give"),
    path("people/<str:account>/", people.person, name="person"),
    path("people/<str:account>/reveal/", people.reveal, name="reveal"),
    path("people/<str:account>/slip/", activation.slip, name="slip"),
    path("people/<str:account>/undo/", people.undo, name="undo"),
    path("people/<str:account>/factor-away/", people.factor_away, name="factor_away"),
    path("posts/<str:post>/withdraw/", people.withdraw, name="withdraw"),
]
