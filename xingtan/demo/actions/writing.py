"""What content staff have written: a page among the first lessons, captions, and a course that is still a draft."""

from datetime import datetime
from functools import partial

from xingtan.accounts.models import Post
from xingtan.courses import actions as courses
from xingtan.courses.models import Course, Media
from xingtan.courses.rules import drafting
from xingtan.foundation.rich_text import cleaned
from xingtan.programmes.models import Programme

QUESTIONS = """<h2>断网了怎么办？</h2><p>已经看过的时间先存在手机里，网络恢复后自动提交，不会丢。</p>
<h2>可以倍速吗？</h2><p>可以。学时按服务器的时钟认定，超出的部分不计，也不影响已认定的。</p>
<h2>几台设备同时学？</h2><p>同一时间只有一台计时。换设备时按一下播放即可，前一台自动停止计时。</p>
<table><thead><tr><th>看到的提示</th><th>怎么做</th></tr></thead><tbody><tr><td>已为您保存</td><td>继续学，等网络恢复</td></tr>
<tr><td>其他设备已开始播放</td><td>在这台设备上再按一次播放</td></tr></tbody></table>"""
CAPTIONS = """WEBVTT

00:00:01.000 --> 00:00:12.000
各位老师好，这三分钟说明怎样学习、学时怎样认定。

00:00:40.000 --> 00:00:52.000
每一秒只认定一次，顺序不限；重看不加，也不扣。

00:01:40.000 --> 00:01:52.000
网络断开时请继续学习，恢复后自动提交。

00:02:20.000 --> 00:02:32.000
网络研修之外，还要参加本校组织的校本研修。
"""
SPEAKING = """<p>口语交际课最怕两件事：只有几个人说，说的都是课文里的话。</p><h2>先给一件真事</h2>
<ul><li>请同桌替自己借一样东西</li><li>向新同学介绍校园里的一处地方</li><li>劝家人少看一会儿手机</li></ul>
<h2>再给一把尺子</h2><p>听的人点头了没有？问了问题没有？这比“声音响亮”更有用。</p>"""


def write_courses(*, programme: Programme, editor: Post, now: datetime) -> None:
    """One page published, captions of the first film, one course begun."""
    start = Course.objects.get(programme=programme, code="start")
    questions = drafting.Lesson("page", "常见问题", text=cleaned(QUESTIONS), seconds=300)
    _change(start, partial(drafting.add_lesson, unit=1, lesson=questions), editor, now)
    courses.publish(course=start, by=editor, now=now)
    film = Media.objects.get(programme=programme, name="how-to-study")
    courses.set_captions(media=film, language="zh", text=CAPTIONS, by=editor)
    facts = drafting.Facts(
        title="口语交际怎么教", summary="从真实的交际任务出发，让每个孩子都有话说。", track="义务教育",
        obligation="elective", subject="语文", tags=("课堂质量",),
    )  # fmt: skip
    begun = courses.begin_course(programme=programme, facts=facts, by=editor, now=now)
    page = drafting.Lesson("page", "每个孩子都开口", text=cleaned(SPEAKING), seconds=600)
    _change(begun, partial(drafting.rename_unit, number=1, title="从一件真事开始", seen=1), editor, now)
    _change(begun, partial(drafting.add_lesson, unit=1, lesson=page), editor, now)
    _change(begun, partial(drafting.add_unit, title="看课与评课"), editor, now)
    film_to_come = drafting.Lesson("video", "课例：借橡皮")
    link = drafting.Lesson("link", "国家智慧教育平台的课例", address="https://basic.smartedu.cn/")
    for lesson in (film_to_come, link):
        _change(begun, partial(drafting.add_lesson, unit=2, lesson=lesson), editor, now)


def _change(course: Course, change: drafting.Change, editor: Post, now: datetime) -> None:
    courses.change_draft(course=course, change=change, verb="write_course", by=editor, now=now)
