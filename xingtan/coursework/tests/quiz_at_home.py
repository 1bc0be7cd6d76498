"""A house with one teacher and a quiz, for the journey: run as a program it fills the database and prints JSON."""

import json
import os

import django


def fill() -> dict[str, str]:
    """A quiz of two questions with a time limit, asked of a teacher who is signed in."""
    django.setup()
    from xingtan.coursework.tests import given_quizzes as given  # noqa: PLC0415 - only once Django is set up
    from xingtan.foundation import clock  # noqa: PLC0415
    from xingtan.programmes.tests import given as programmes  # noqa: PLC0415
    from xingtan.study.tests import given as study  # noqa: PLC0415

    programme = programmes.programme_2020(today=clock.today())
    learner = study.learner(programme)
    quiz = given.quiz(2, programme=programme, minutes=20, grace_seconds=5)
    return {"session": learner.browser().cookies["session"].value, "quiz": quiz.public_id}


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "xingtan.config.settings"
    print(json.dumps(fill()))  # noqa: T201 - its answer
