"""Catalogues, made as the house makes them."""

from xingtan.courses import actions
from xingtan.courses.models import Lesson, Media
from xingtan.courses.queries import DEMO_MEDIA, shipped_catalogue
from xingtan.courses.rules import Catalogue, CourseEntry, LessonEntry, MediaEntry
from xingtan.foundation import clock
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

FILM = MediaEntry("film", "video", "how-to-study.mp4", 180, "poster.jpg")
WHEN = clock.moment(2020, 12, 1, 9)
"""Before study opens."""
READING = MediaEntry("reading", "document", "campus-safety.html", 900)


def course(
    code: str = "ethics", *, track: str = "", lessons: int = 2, media: str = "film",
    entries: tuple[LessonEntry, ...] = (), **said: object,
) -> CourseEntry:  # fmt: skip
    """A course as a catalogue file has it."""
    entries = entries or tuple(LessonEntry(f"{code} {number}", media) for number in range(1, lessons + 1))
    told: dict[str, object] = {
        "title": f"课程 {code}", "summary": "", "tags": ("师德",), "obligation": "required", **said,
    }  # fmt: skip
    return CourseEntry(code=code, track=track, lessons=entries, **told)  # type: ignore[arg-type]


def catalogue(*courses: CourseEntry, programme: Programme | None = None) -> Programme:
    """A programme with these courses, one of two lessons unless said otherwise."""
    programme = programme or programmes.programme_2020()
    entries = Catalogue(media=(FILM, READING), courses=courses or (course(),))
    actions.load_catalogue(programme=programme, catalogue=entries, folder=DEMO_MEDIA, by=None, now=WHEN)
    return programme


def whole_catalogue(programme: Programme | None = None) -> Programme:
    """A programme with the catalogue shipped for the demo."""
    programme = programme or programmes.programme_2020()
    actions.load_catalogue(programme=programme, catalogue=shipped_catalogue(), folder=DEMO_MEDIA, by=None, now=WHEN)
    return programme


def lesson(kind: str = Media.Kind.VIDEO, *, programme: Programme | None = None) -> Lesson:
    """A lesson of three minutes of film, or of a document, for all stages."""
    media = "film" if kind == Media.Kind.VIDEO else "reading"
    held = catalogue(course(f"one-{kind}", lessons=1, media=media), programme=programme)
    found: Lesson = Lesson.objects.select_related("course__programme", "media").get(
        course__programme=held, course__code=f"one-{kind}"
    )
    return found


def page(text: str = "<p>读一读，想一想。</p>", *, seconds: int = 0, programme: Programme | None = None) -> Lesson:
    """A lesson that is a page; without seconds it brings no time."""
    return _only(LessonEntry("一页", kind="page", text=text, seconds=seconds), programme)


def link(address: str = "https://www.smartedu.cn/", *, programme: Programme | None = None) -> Lesson:
    """A lesson that leads elsewhere."""
    return _only(LessonEntry("一个网页", kind="link", address=address), programme)


def _only(entry: LessonEntry, programme: Programme | None) -> Lesson:
    code = f"one-{entry.kind}"
    held = catalogue(course(code, entries=(entry,)), programme=programme)
    found: Lesson = Lesson.objects.select_related("course__programme").get(course__programme=held, course__code=code)
    return found
