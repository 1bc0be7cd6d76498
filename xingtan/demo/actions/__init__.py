"""Filling an empty house: each part of the story asks the rooms' actions, at the moments it tells of."""

from xingtan.demo.actions.filling import fill

__all__ = ["fill"]
