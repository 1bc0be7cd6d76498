"""The one way to refuse: a class with a code, named parameters and a sentence for the person."""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext


class Refusal(Exception):
    """What someone asked for and cannot have, said so that they know what to do next.

    A subclass gives ``code`` (stable, for programs) and ``sentence`` (an English msgid with named
    placeholders, marked by ``gettext_lazy``). Parameters fill the placeholders when it is shown,
    in the language of whoever reads it. ``field`` names the input it belongs to, if any.
    """

    code: ClassVar[str] = "refused"
    sentence: ClassVar[str | Promise] = ""
    field: ClassVar[str | None] = None
    status: ClassVar[int] = 409

    def __init__(self, **parameters: Any) -> None:
        self.parameters = parameters
        super().__init__(self.code, parameters)

    def __str__(self) -> str:
        text = str(self.sentence) or gettext(self.code)
        return text % self.parameters if self.parameters else text
