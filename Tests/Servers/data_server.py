"""The two data sources on loopback, in their real formats: data_server.py FOLDER

Serves the files FOLDER/pr.* below /pub/time.series/pr/, whose page is one <pre> with a line a file and which refuses
requests without a contact address (403), and FOLDER/population.json at /api/data. Files are read anew for each request.
Prints its address, and ends with its standard input.
"""

import hashlib
import os
import sys
import threading
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import gmtime

PLACE = "/pub/time.series/pr/"


def listing(folder):
    """The page of the folder, as the Bureau's server writes it."""
    lines = [f'<A HREF="/pub/time.series/">[To Parent Directory]</A><br><br>']
    for file in sorted(folder.glob("pr.*")):
        status = file.stat()
        time = gmtime(status.st_mtime)
        date = f"{time.tm_mon}/{time.tm_mday}/{time.tm_year}"
        clock = f"{(time.tm_hour - 1) % 12 + 1}:{time.tm_min:02} {'AM' if time.tm_hour < 12 else 'PM'}"
        lines.append(f'{date:>10} {clock:>9} {status.st_size:>12} <A HREF="{PLACE}{file.name}">{file.name}</A><br>')
    return (
        "<html><head><title>download.bls.gov - /pub/time.series/pr/</title></head><body>"
        f"<H1>download.bls.gov - {PLACE}</H1><hr>\n\n<pre>" + "\n".join(lines) + "\n</pre><hr></body></html>"
    ).encode()


class Sources(BaseHTTPRequestHandler):
    folder = Path()
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = self.path.split("?")[0]
        if path == "/api/data":
            return self.file(self.folder / "population.json", "application/json")
        if not path.startswith(PLACE):
            return self.reply(404, b"<html><title>404</title></html>", "text/html")
        if "@" not in self.headers.get("User-Agent", ""):
            return self.reply(403, b"<html><title>Access Denied</title></html>", "text/html")
        if path == PLACE:
            return self.reply(200, listing(self.folder), "text/html")
        name = path.removeprefix(PLACE)
        if not name.startswith("pr.") or "/" in name or not (self.folder / name).is_file():
            return self.reply(404, b"<html><title>404</title></html>", "text/html")
        self.file(self.folder / name, "text/plain")

    do_HEAD = do_GET

    def file(self, path, kind):
        body = path.read_bytes()
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        known = self.headers.get("If-None-Match") == tag
        fields = {"ETag": tag, "Last-Modified": formatdate(os.path.getmtime(path), usegmt=True)}
        self.reply(304 if known else 200, b"" if known else body, kind, fields)

    def reply(self, status, body, kind, fields={}):
        self.send_response(status)
        for name, value in {**fields, "Content-Type": kind, "Content-Length": str(len(body))}.items():
            if status != 304 or not name.startswith("Content-"):
                self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


def serve(folder):
    """Starts the sources on a free port; returns the server."""
    handler = type("Handler", (Sources,), {"folder": Path(folder)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


if __name__ == "__main__":
    print(f"http://127.0.0.1:{serve(sys.argv[1]).server_address[1]}", flush=True)
    sys.stdin.read()
