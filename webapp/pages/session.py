"""Who is signed in: a signed cookie, good for twelve hours and for one token.

Its key is made from the token, so that every process of a server knows it, and a new token
ends all sessions. Only pages that need it look at it: the others are the same for everybody.
"""

import datetime as dt
import hashlib
import hmac
from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec

from flask import Flask, redirect, request, session, url_for
from flask.sessions import SecureCookieSessionInterface
from flask.typing import ResponseReturnValue

#: How long somebody stays signed in.
LIFETIME: Final = dt.timedelta(hours=12)
_PURPOSE: Final = b"dateline session 1"
_SIGNED_IN: Final = "signed_in"

P = ParamSpec("P")


class _Cookies(SecureCookieSessionInterface):
    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure


def install_sessions(app: Flask, token: str) -> None:
    """Give `app` sessions that end when the token changes."""
    app.secret_key = hmac.new(token.encode(), _PURPOSE, hashlib.sha256).digest()
    app.session_interface = _Cookies()
    app.permanent_session_lifetime = LIFETIME
    app.config.update(
        SESSION_COOKIE_NAME="dateline_session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_COOKIE_PATH="/",
        # Twelve hours from signing in, not from the last page.
        SESSION_REFRESH_EACH_REQUEST=False,
    )


def is_signed_in() -> bool:
    """Whether whoever asks has signed in."""
    return session.get(_SIGNED_IN) is True


def sign_in() -> None:
    """Have the answer's cookie say so."""
    session.clear()
    session.permanent = True
    session[_SIGNED_IN] = True


def sign_out() -> None:
    """Have the answer take the cookie back."""
    session.clear()


def for_signed_in(
    view: Callable[P, ResponseReturnValue],
) -> Callable[P, ResponseReturnValue]:
    """`view` for who is signed in; others are sent to sign in first."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if is_signed_in():
            return view(*args, **kwargs)
        # What was sent is not read: it may be large, and it is not theirs to send.
        lost = "1" if request.method == "POST" else None
        return redirect(url_for("sign_in_page", lost=lost), 303)

    return guarded
