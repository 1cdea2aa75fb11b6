"""Security headers of every answer, as data."""

from flask import Flask, request
from werkzeug.wrappers import Response

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # Bootstrap's style sheet draws its icons as data: images
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "require-trusted-types-for": "'script'",
}
CSP = "; ".join(f"{directive} {sources}" for directive, sources in POLICY.items())

HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HSTS = "max-age=31536000; includeSubDomains"


def register(app: Flask, *, is_https: bool) -> None:
    @app.after_request
    def protect(reply: Response) -> Response:
        for name, value in HEADERS.items():
            reply.headers.setdefault(name, value)
        if is_https:
            reply.headers["Strict-Transport-Security"] = HSTS
        if request.endpoint not in {"static", "bootstrap.static"}:
            reply.headers["Cache-Control"] = "no-store"
        return reply
