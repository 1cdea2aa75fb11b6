"""How many programs send a mailing: try again on any error, note afterwards what was sent.

Run against the same relay, the tests of this folder must catch it: else they prove nothing.
python -m tests.integration.outreach.naive DATABASE RELAY_PORT
"""

import smtplib
import sqlite3
import sys
from contextlib import suppress
from email.message import EmailMessage

BATCH = 25


def main(database: str, port: int) -> None:
    connection = sqlite3.connect(database, isolation_level=None, timeout=60)
    while rows := connection.execute(
        "SELECT id, address FROM mail WHERE sent = 0 ORDER BY id LIMIT ?", (BATCH,)
    ).fetchall():
        done = []
        for number, address in rows:
            with suppress(OSError, smtplib.SMTPException):
                hand_over(number, address, port)
                done.append((number,))
        connection.executemany("UPDATE mail SET sent = 1 WHERE id = ?", done)


def hand_over(number: int, address: str, port: int) -> None:
    message = EmailMessage()
    message["From"], message["To"] = "dpo@tilleuls.example", address
    message["Subject"], message["Message-ID"] = "Information", f"<{number}@naive>"
    message.set_content("Bonjour")
    with smtplib.SMTP("127.0.0.1", port, timeout=5) as smtp:
        smtp.send_message(message)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
