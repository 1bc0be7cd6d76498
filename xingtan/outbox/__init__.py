"""Messages out: written in the sender's transaction, delivered later, retried, each once.

Owns messages and gateways (mail, SMS); does not know what they are about.
"""
