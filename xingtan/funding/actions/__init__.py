"""Declaring, keeping what was begun, and reminding the counties."""

from xingtan.funding.actions.declaring import Figures, declare, keep_draft
from xingtan.funding.actions.reminding import remind_counties

__all__ = ["Figures", "declare", "keep_draft", "remind_counties"]
