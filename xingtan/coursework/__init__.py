"""Homework, quizzes and discussions: set, done, marked.

It promises that nothing handed in is lost and that who marked what stays known. It settles no result.
"""
