"""Each component draws what its contract says."""

from xingtan.foundation.models import Progress
from xingtan.ui.lists import page_of, sorting_of
from xingtan.ui.tests.drawing import drawn, request


def test_a_head_holds_title_place_and_the_one_action() -> None:
    html = drawn(
        '<c-head title="缴费单" lead="请按备注汇款"><c-slot name="trail"><ol><li>忻州市</li></ol></c-slot>'
        '<c-button href="/pay/" kind="primary">缴费</c-button></c-head>'
    )

    assert "<h1>缴费单</h1>" in html
    assert "请按备注汇款" in html
    assert 'aria-label="所在位置"' in html
    assert 'class="button is-primary' in html


def test_a_head_without_action_leaves_no_empty_place() -> None:
    assert "head-actions" not in drawn('<c-head title="缴费单"></c-head>')


def test_a_component_takes_nothing_from_the_page_that_it_was_not_given() -> None:
    html = drawn("<c-button>保存</c-button>", href="/leak/", kind="danger", icon="trash", name="leak")

    assert html == '<button class="button is-primary " type="submit" >保存</button>'


def test_what_a_component_shows_is_escaped() -> None:
    html = drawn('<c-head title="{{ name }}"></c-head><c-copy text="{{ name }}" />', name='"><script>')

    assert "<script>" not in html


def test_a_state_is_word_icon_and_colour() -> None:
    html = drawn('<c-state kind="stop">未缴费</c-state>')

    assert "is-stop" in html
    assert "icons.svg#x-circle-fill" in html
    assert "未缴费" in html


def test_something_to_do_counts_says_since_when_and_leads_there() -> None:
    html = drawn('<c-todo sentence="3 所学校未缴费" since="应于 12月9日 前" href="/bills/" button="查看并提醒" />')

    assert "3 所学校未缴费" in html
    assert "应于 12月9日 前" in html
    assert '<a class="button" href="/bills/">查看并提醒' in html


def test_a_pager_says_which_rows_of_how_many() -> None:
    page = page_of(request("/?page=2"), range(1204), per=50)

    html = drawn('<c-pager :page="page" />', page=page)

    assert "第 51–100 条，共 1,204 条" in html
    assert 'rel="next" href="?page=3"' in html
    assert '<span aria-current="page">2</span>' in html


def test_a_heading_tells_how_it_is_sorted() -> None:
    sorting = sorting_of(request("/?sort=-name"), {"name": "name"}, default="name")

    html = drawn('<c-sort :sorting="sorting" by="name">学校</c-sort>', sorting=sorting)

    assert 'aria-sort="descending"' in html
    assert 'href="?sort=name"' in html


def test_an_export_keeps_the_filters() -> None:
    assert 'href="?state=unpaid&amp;export=xlsx"' in drawn("<c-export />", address="/?state=unpaid&page=3")


def test_running_work_asks_again_and_says_how_far() -> None:
    run = Progress(public_id="r1", title="读取流水", state="running", total=2000, done=500)

    html = drawn('<c-progress :run="run" />', address="/statements/7/", run=run)

    assert 'hx-get="/statements/7/"' in html
    assert 'value="25"' in html
    assert "已完成 500/2,000（25%）" in html
    assert 'href="/statements/7/">刷新看看' in html


def test_finished_work_stops_asking_and_leads_on() -> None:
    run = Progress(public_id="r1", title="读取流水", state="done", said="读完 2,000 行", next_url="/lines/")

    html = drawn('<c-progress :run="run" />', run=run)

    assert "hx-get" not in html
    assert "读完 2,000 行" in html
    assert 'href="/lines/"' in html


def test_a_destructive_act_is_confirmed_by_a_sentence_without_script() -> None:
    html = drawn('<c-confirm label="退出" action="/leave/" sentence="学习记录会保留。" button="确认退出" />')

    assert html.startswith('<details class="confirm"')
    assert "学习记录会保留。" in html
    assert 'action="/leave/"' in html
    assert "csrfmiddlewaretoken" in html


def test_a_form_carries_its_token_and_a_search_does_not() -> None:
    assert "csrfmiddlewaretoken" in drawn("<c-form></c-form>")
    assert "csrfmiddlewaretoken" not in drawn('<c-form method="get"></c-form>')
    assert 'enctype="multipart/form-data"' in drawn('<c-form upload="yes"></c-form>')


def test_a_figure_opens_to_what_is_behind_it() -> None:
    html = drawn('<c-figure value="1,204" label="已报名" href="/names/" note="应报 1,260" />')

    assert '<a href="/names/">1,204</a>' in html
    assert "应报 1,260" in html
