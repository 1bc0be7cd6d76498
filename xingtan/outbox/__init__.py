"""Messages out: written in the sender's transaction, delivered later, retried, each once.

Owns messages and gateways (mail, SMS), and the way into a mailbox; does not know what messages are about.
"""
