"""Catalogues, made as the house makes them."""

from xingtan.courses import actions
from xingtan.courses.models import Lesson, Media
from xingtan.courses.queries import DEMO_MEDIA, shipped_catalogue
from xingtan.courses.rules import Catalogue, CourseEntry, LessonEntry, MediaEntry
from xingtan.programmes.models import Programme
from xingtan.programmes.tests import given as programmes

FILM = MediaEntry("film", "video", "how-to-study.mp4", 180, "poster.jpg")
READING = MediaEntry("reading", "document", "campus-safety.html", 900)


def course(
    code: str = "ethics", *, track: str = "", lessons: int = 2, media: str = "film", **said: object
) -> CourseEntry:
    """A course as a catalogue file has it."""
    entries = tuple(LessonEntry(f"{code} {number}", media) for number in range(1, lessons + 1))
    told: dict[str, object] = {"title": f"课程 {code}", "summary": "", "tags": ("师德",), "is_required": True, **said}
    return CourseEntry(code=code, track=track, lessons=entries, **told)  # type: ignore[arg-type]


def catalogue(*courses: CourseEntry, programme: Programme | None = None) -> Programme:
    """A programme with these courses, one of two lessons unless said otherwise."""
    programme = programme or programmes.programme_2020()
    entries = Catalogue(media=(FILM, READING), courses=courses or (course(),))
    actions.load_catalogue(programme=programme, catalogue=entries, folder=DEMO_MEDIA, by=None)
    return programme


def whole_catalogue(programme: Programme | None = None) -> Programme:
    """A programme with the catalogue shipped for the demo."""
    programme = programme or programmes.programme_2020()
    actions.load_catalogue(programme=programme, catalogue=shipped_catalogue(), folder=DEMO_MEDIA, by=None)
    return programme


def lesson(kind: str = Media.Kind.VIDEO, *, programme: Programme | None = None) -> Lesson:
    """A lesson of three minutes of film, or of a document, for all stages."""
    media = "film" if kind == Media.Kind.VIDEO else "reading"
    held = catalogue(course(f"one-{kind}", lessons=1, media=media), programme=programme)
    found: Lesson = Lesson.objects.select_related("course__programme", "media").get(
        course__programme=held, course__code=f"one-{kind}"
    )
    return found
