"""What counties and schools declared, what they have begun to fill in, and the city's reminders."""

from xingtan.funding.models.declarations import Declaration, DeclarationQuerySet, Draft, Source
from xingtan.funding.models.reminders import CountyReminder

__all__ = ["CountyReminder", "Declaration", "DeclarationQuerySet", "Draft", "Source"]
