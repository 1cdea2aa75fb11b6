"""Reports of mails that came back (RFC 3464), as relays write them."""


def build_report(
    message_id: str, *, action: str = "failed", status: str = "5.1.1", to: str = "p1@x.example"
) -> bytes:
    return f"""From: MAILER-DAEMON@relay.example
To: dpo@tilleuls.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <own@relay.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {status} no such user

--b
Content-Type: text/rfc822-headers

From: dpo@tilleuls.example
To: {to}
Message-ID: {message_id}

--b--
""".encode()
