"""One account per person by mobile number, posts with scope, sign-in, activation.

Promises that out of scope looks exactly like missing; does not know what the posts work on.
"""
