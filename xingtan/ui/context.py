"""How a person wants pages to look: light or dark, normal or large text, from two cookies."""

from django.http import HttpRequest

THEMES = {
    "auto": "(prefers-color-scheme: dark)",
    "light": "not all",
    "dark": "all",
}
"""For each choice the media query under which the dark tokens are used."""

TEXTS = ("normal", "large")

THEME_COOKIE = "look_theme"
TEXT_COOKIE = "look_text"


def look(request: HttpRequest) -> dict[str, dict[str, str]]:
    """The chosen look; cookies that say anything else count as not chosen."""
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    text = request.COOKIES.get(TEXT_COOKIE, "normal")
    theme = theme if theme in THEMES else "auto"
    text = text if text in TEXTS else "normal"
    return {"look": {"theme": theme, "text": text, "dark_media": THEMES[theme]}}
