"""A form marks the field, says the remedy and keeps what was typed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from xingtan.foundation.errors import Refusal
from xingtan.ui.forms import FilterForm, Form
from xingtan.ui.tests.drawing import drawn


class Enrolling(Form):
    name = forms.CharField(label="姓名", help_text="与身份证一致")
    stage = forms.ChoiceField(label="学段", choices=[("primary", "小学")])
    sheet = forms.FileField(label="报名表")
    mobile = forms.CharField(label="手机号", error_messages={"required": "请填写 11 位手机号。"})
    note = forms.CharField(label="备注", required=False)


class TooLate(Refusal):
    code = "too_late"
    sentence = _("Closed on %(day)s.")
    field = "name"


class RosterFull(Refusal):
    code = "roster_full"
    sentence = _("The roster is full.")


def test_an_empty_field_is_told_what_to_do_about_it() -> None:
    errors = Enrolling({}).errors

    assert errors["name"] == ["请填写此项。"]
    assert errors["stage"] == ["请选择一项。"]
    assert errors["sheet"] == ["请选择一个文件。"]


def test_a_field_with_words_of_its_own_keeps_them() -> None:
    assert Enrolling({}).errors["mobile"] == ["请填写 11 位手机号。"]


def test_a_refusal_is_shown_beside_its_field() -> None:
    form = Enrolling({"name": "王秀英"})

    form.refuse(TooLate(day="12月9日"))

    assert form.errors["name"] == ["Closed on 12月9日."]


def test_a_refusal_of_no_field_stands_above_the_form() -> None:
    form = Enrolling({"name": "王秀英"})

    form.refuse(RosterFull())

    assert form.non_field_errors() == ["The roster is full."]


def test_what_was_typed_stays_and_the_error_is_tied_to_its_input() -> None:
    form = Enrolling({"name": "", "note": "<b>缓"})

    html = drawn(
        '<c-form :form="form"><c-field :field="form.name" /><c-field :field="form.note" /></c-form>', form=form
    )

    assert "&lt;b&gt;缓" in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert '<p class="field-error" id="id_name_error">' in html
    assert "（选填）" in html


def test_the_summary_leads_to_each_field_in_error() -> None:
    html = drawn('<c-form :form="form"></c-form>', form=Enrolling({}))

    assert 'role="alert"' in html
    assert '<a href="#id_name">姓名</a>：请填写此项。' in html


class Narrowing(FilterForm):
    q = forms.CharField()
    state = forms.ChoiceField(choices=[("", "全部"), ("paid", "已缴费")])


def test_a_filter_that_makes_no_sense_narrows_nothing() -> None:
    filters = Narrowing({"state": "nonsense", "q": "豆村"})

    assert filters.chosen("state") is None
    assert filters.chosen("q") == "豆村"
    assert filters.is_narrowed
    assert not Narrowing({}).is_narrowed
