"""The ways out: mail by SMTP, text messages by a gateway named in the settings."""

from typing import Protocol

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from xingtan.outbox.models import Message


class SmsGateway(Protocol):
    """What ``XINGTAN_SMS_GATEWAY`` must point at: a class with this method."""

    def send(self, *, mobile: str, text: str, key: str) -> None:
        """Hand over one text message; raise on failure. ``key`` stays equal over retries."""
        ...


def sms_is_set_up() -> bool:
    """Whether a text-message gateway is configured; without one, slip codes are handed out (A16)."""
    return bool(settings.SMS_GATEWAY)


def hand_over(message: Message) -> None:
    """Give one message to its gateway; whatever it raises means "not sent"."""
    if message.channel == Message.Channel.SMS:
        gateway: SmsGateway = import_string(settings.SMS_GATEWAY)()
        gateway.send(mobile=message.to, text=message.body, key=message.dedup_key)
        return
    mail = EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.to],
        headers=message.headers | {"Message-ID": f"<{message.public_id}@{settings.PUBLIC_HOST}>"},
    )
    for enclosed in message.enclosures:
        with default_storage.open(enclosed["file"]) as file:
            mail.attach(enclosed["name"], file.read(), enclosed["type"])
    mail.send()
