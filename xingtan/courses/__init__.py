"""The catalogue: courses with their tags, lessons in order, and the media they play.

It promises that every lesson has a medium that can be fetched, whole or in part, by whoever may see it, and by nobody
else. It does not know who studied what.
"""
