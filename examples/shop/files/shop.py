"""A very small shop: what is on the shelf is in the database, and so is how often it was looked at."""

import html
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psycopg2

SERVER = os.environ["SHOP_SERVER"]


def query(statement):
    """The rows of a statement, in a transaction of its own. Where the database is, the environment says."""
    connection = psycopg2.connect(connect_timeout=2)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()
    finally:
        connection.close()


class Shop(BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            if self.path == "/health":
                query("select 1")
                self.answer(200, "ok\n", "text/plain")
            elif self.path == "/":
                self.answer(200, page(), "text/html")
            else:
                self.answer(404, "not here\n", "text/plain")
        except psycopg2.Error as error:
            self.answer(503, f"the database does not answer: {error}\n", "text/plain")

    def answer(self, status, text, kind):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Served-By", SERVER)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *arguments):
        pass


def page():
    visits = query("update visits set count = count + 1 returning count")[0][0]
    shelf = query("select name, price from products order by name")
    lines = [f"  <li>{html.escape(name)}: {price} EUR</li>" for name, price in shelf]
    return "\n".join(
        ["<h1>The shop</h1>", "<ul>", *lines, "</ul>", f"<p>Visit {visits}, served by {SERVER}</p>", ""]
    )


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", 8000), Shop).serve_forever()
