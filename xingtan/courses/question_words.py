"""What is wrong with a question or a line of a file, in words that say what to do."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: Final[dict[str, Promise]] = {
    "no_text": _("The question has no text. Please write what is asked."),
    "text_too_long": _("Text or explanation is longer than %(most)s characters. Please shorten it."),
    "option_too_long": _("An option or answer is longer than %(most)s characters. Please shorten it."),
    "category_too_long": _("The category is longer than %(most)s characters. Please shorten it."),
    "difficulty_unknown": _("The difficulty “%(said)s” is not known. Please write 易, 中 or 难."),
    "options_count": _("There are %(count)s options; a choice needs 2 to %(most)s."),
    "option_empty": _("An option between others is empty. Please fill it in or move the others up."),
    "option_twice": _("The option “%(text)s” stands there twice. Please change or remove one."),
    "no_right_option": _("No option is marked as right. Please mark one."),
    "several_right": _("%(count)s options are marked as right. Mark one, or make it a question of several choices."),
    "no_answer": _("There is no accepted answer. Please give at least one."),
    "answer_says_nothing": _("An accepted answer has no letter or figure in it. Please correct it."),
    "answers_count": _("There are %(count)s accepted answers; at most %(most)s are compared."),
    "tolerance_negative": _("The tolerance is below 0. Please write it without a minus sign."),
    "pairs_count": _("%(count)s pairs were found; matching needs at least 2, and at most %(most)s lines."),
    "pair_open": _("A pair has no right side. Please complete it."),
    "left_twice": _("The left side “%(text)s” stands there twice. Please change one."),
    "too_many": _("A file may bring %(most)s questions at once. Please put the others into another file."),
    "no_questions": _("No question was found in the file. Please check that it is the right one."),
    "no_braces": _("No answer in { } belongs to this line. Please add it, or remove the line."),
    "brace_open": _("A { is opened here and never closed. Please add the } after the answers."),
    "brace_still_open": _("This line belongs to the { of line %(first)s, which is never closed."),
    "brace_stray": _("There is a } without a { before it. Please remove it, or write \\} if it is meant as text."),
    "braces_twice": _("There are two { } in one question. Please keep one, or write \\{ \\} where they are text."),
    "blank_line_missing": _(
        "It is not clear whether this belongs to the question before or to that of line %(next)s. "
        "Please leave a blank line between questions."
    ),
    "essay": _("This is a question to be answered at length, which no machine can judge. Please give it as homework."),
    "partly_right": _("An answer is right in part only. Please make it right or wrong."),
    "weights_differ": _("The right answers have different weights; here all right ones weigh the same. Please even them."),
    "answer_without_sign": _("“%(text)s” has neither = nor ~ before it, so it is not clear whether it is right."),
    "not_a_number": _("“%(text)s” is not a number. Please write it with figures."),
    "several_numbers": _("Several numbers are given; one number with a tolerance is compared."),
    "picture": _("There is a picture, sound or film in it, which is not taken over. Please write it as text, or put it into the lesson."),
    "kind_unknown": _("Questions of the kind “%(kind)s” are not known here."),
    "kind_unknown_here": _("The kind “%(said)s” is not known. Please write one of %(kinds)s."),
    "truth_unknown": _("It is not clear whether true or false is right."),
    "truth_unknown_here": _("The answer “%(said)s” is neither 正确 nor 错误."),
    "wildcard": _("The answer “%(text)s” has a * in it, which is not understood here. Please give each accepted answer."),
    "letter_unknown": _("The answer “%(said)s” names an option that is not there; the last one is %(last)s."),
    "arrow_missing": _("“%(text)s” is no pair. Please write it as: left -> right."),
    "no_header": _("No headings were found. The first rows must have the columns %(columns)s; best use the template."),
    "column_missing": _("The column “%(column)s” is missing. Please add it; best use the template."),
    "xml_declares": _("The file declares a document type or entities, which is not taken for safety."),
    "xml_broken": _("The file is not whole XML from here on. Please export it again."),
    "xml_deep": _("The file is nested too deeply. Please export it again."),
    "xml_many": _("The file has too many elements. Please divide it."),
    "not_moodle": _("The file begins with <%(name)s>, not with <quiz> as Moodle’s questions do."),
    "interactions": _("The item has %(count)s places to answer; exactly one is needed."),
}  # fmt: skip


def told(code: str, facts: Mapping[str, str]) -> str:
    """The sentence of a flaw with its facts."""
    sentence = str(SENTENCES[code])
    return sentence % facts if facts else sentence
