"""Decisions about notices, pure: how a text is laid out, who reads it, what passing it on asks for and until when."""

from xingtan.notices.rules.reading import Block, blocks_of, may_be_read
from xingtan.notices.rules.receipts import Done, due_on, how_done

__all__ = ["Block", "Done", "blocks_of", "due_on", "how_done", "may_be_read"]
