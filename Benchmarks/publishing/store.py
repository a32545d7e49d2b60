"""A SeaweedFS of one's own, and a proxy before it that counts requests."""

import collections
import http.client
import json
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time

KEY, SECRET = "bench", "bench-secret-of-no-worth"


def free_ports(count):
    """Ports that are free, and so are those 10,000 above: SeaweedFS takes both."""
    found = []
    while len(found) < count:
        with socket.socket() as one, socket.socket() as other:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
            if port + 10_000 > 65_535:
                with socket.socket() as low:
                    port = 20_000 + port % 9_000
                    try:
                        low.bind(("127.0.0.1", port))
                    except OSError:
                        continue
            try:
                other.bind(("127.0.0.1", port + 10_000))
            except OSError:
                continue
        if port not in found:
            found.append(port)
    return found


class Store:
    """`weed mini` on loopback in a folder that is gone with it."""

    def __init__(self, weed):
        self.folder = tempfile.mkdtemp(prefix="sitegen-bench-store-")
        self.port, master, volume, filer, admin = free_ports(5)
        identities = {"identities": [{"name": "bench", "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
                                      "actions": ["Admin", "Read", "Write", "List", "Tagging"]}]}
        with open(f"{self.folder}/s3.json", "w") as file:
            json.dump(identities, file)
        command = [
            weed, "-logdir", self.folder, "mini", "-dir", self.folder, "-ip", "127.0.0.1", "-ip.bind", "127.0.0.1",
            "-s3.config", f"{self.folder}/s3.json", "-s3.port", self.port, "-master.port", master, "-volume.port", volume,
            "-filer.port", filer, "-admin.port", admin, "-webdav=false", "-admin.ui=false", "-s3.port.iceberg=0",
            "-s3.port.lance=0", "-master.telemetry=false", "-s3.autoCreateBucket=false", "-s3.allowDeleteBucketNotEmpty=false",
        ]
        self.process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while not self.is_ready():
            if time.monotonic() > deadline or self.process.poll() is not None:
                self.stop()
                raise RuntimeError(f"{weed} did not start")
            time.sleep(0.1)

    @property
    def endpoint(self):
        return f"http://127.0.0.1:{self.port}"

    def is_ready(self):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False

    def stop(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class CountingProxy:
    """Passes connections on and counts the requests on them by kind."""

    def __init__(self, port):
        self.store_port = port
        self.counts = collections.Counter()
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        threading.Thread(target=self.accept, daemon=True).start()

    @property
    def endpoint(self):
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def take(self):
        """The counts since the last time."""
        with self.lock:
            counts, self.counts = self.counts, collections.Counter()
            return counts

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            store = socket.create_connection(("127.0.0.1", self.store_port))
            for end in (client, store):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.requests, args=(client, store), daemon=True).start()
            threading.Thread(target=self.replies, args=(store, client), daemon=True).start()

    def requests(self, client, store):
        """Requests have heads and counted bodies; what is not understood passes without being counted."""
        rest = b""
        skip = 0
        try:
            while data := client.recv(262_144):
                store.sendall(data)
                while data:
                    if skip:
                        used = min(skip, len(data))
                        skip, data = skip - used, data[used:]
                        continue
                    rest += data
                    data = b""
                    head, found, after = rest.partition(b"\r\n\r\n")
                    if found:
                        rest, data = b"", after
                        skip = self.count(head)
        except OSError:
            pass
        finally:
            self.end(store)

    def replies(self, store, client):
        try:
            while data := store.recv(262_144):
                client.sendall(data)
        except OSError:
            pass
        finally:
            self.end(client)

    @staticmethod
    def end(side):
        try:
            side.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def count(self, head):
        """Counts a request; tells how many bytes of body follow."""
        method, target = head.split(b" ", 2)[:2]
        kind = method.decode()
        if kind == "GET" and (b"list-type=" in target or re.fullmatch(rb"/[^/?]*/?(\?.*)?", target)):
            kind = "LIST"
        with self.lock:
            self.counts[kind] += 1
        length = re.search(rb"\r\ncontent-length: *(\d+)", head, re.IGNORECASE)
        return int(length[1]) if length else 0

    def stop(self):
        self.listener.close()
