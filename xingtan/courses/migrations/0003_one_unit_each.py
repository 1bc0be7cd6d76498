"""Every course that stands gets one unit with all its lessons, numbered in the order they were made."""

from typing import Any

from django.db import migrations


def divide(apps: Any, _editor: Any) -> None:
    """Units, numbers of lessons, and whom a course binds; what has been done is left as it is."""
    course_model, unit_model = apps.get_model("courses", "Course"), apps.get_model("courses", "Unit")
    lesson_model = apps.get_model("courses", "Lesson")
    for course in course_model.objects.all():
        binding = "required" if course.track_id else "common"
        course.obligation = binding if course.is_required else "elective"
        course.save(update_fields=["obligation"])
        unit, _ = unit_model.objects.get_or_create(course=course, number=1, defaults={"position": 1})
        rows = lesson_model.objects.filter(course=course, unit=None).order_by("pk")
        for number, lesson in enumerate(rows, 1):
            lesson.unit, lesson.number = unit, number
            lesson.save(update_fields=["unit", "number"])


def undivide(apps: Any, _editor: Any) -> None:
    """Say again whether a course is required."""
    apps.get_model("courses", "Course").objects.filter(obligation="elective").update(is_required=False)
    apps.get_model("courses", "Lesson").objects.update(unit=None, number=None)


class Migration(migrations.Migration):
    """Rows only; the columns came before and close after."""

    dependencies = [("courses", "0002_units_and_kinds")]
    operations = [migrations.RunPython(divide, undivide)]
