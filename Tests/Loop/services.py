"""The services of the loop on loopback: moto for the pipeline's buckets and queues, SeaweedFS for the website."""

import json
import socket
import subprocess
import time
from pathlib import Path

import boto3
from botocore.config import Config

KEYS = ("TESTACCESSKEY", "test/secret+key")
ACCOUNT = "arn:aws:sqs:us-east-1:123456789012:"


def free_ports(count, offset=0):
    """Ports that are free, also this much higher."""
    found = []
    port = 23_000
    while len(found) < count:
        port += 1
        with socket.socket() as one, socket.socket() as other:
            try:
                one.bind(("127.0.0.1", port))
                if offset:
                    other.bind(("127.0.0.1", port + offset))
                found.append(port)
            except OSError:
                continue
    return found


class Service:
    """A server that never outlives this program: its pipe closes with it, however it ends."""

    def __init__(self, log, *command):
        script = '"$@" >"$LOG" 2>&1 </dev/null & server=$!; read -r _ || true; kill -9 $server'
        self.process = subprocess.Popen(
            ["sh", "-c", script, "server", *map(str, command)], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={"LOG": str(log), "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(Path(log).parent)})

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def client(service, endpoint):
    return boto3.client(
        service, endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id=KEYS[0],
        aws_secret_access_key=KEYS[1], config=Config(retries={"max_attempts": 1}, s3={"addressing_style": "path"}))


def started(name, attempt):
    """Waits until `attempt` works."""
    last = None
    for _ in range(400):
        try:
            return attempt()
        except Exception as error:  # Whatever it is: the server is not there yet.
            last = error
            time.sleep(0.05)
    raise SystemExit(f"{name} did not start within 20 s: {last}")


def moto(servers, folder):
    """Starts moto; returns the service and its address."""
    port = free_ports(1)[0]
    service = Service(folder / "moto.log", servers / "moto_server", "-H", "127.0.0.1", "-p", port)
    endpoint = f"http://127.0.0.1:{port}"
    started("moto", lambda: client("s3", endpoint).list_buckets())
    return service, endpoint


def seaweed(servers, folder, bucket):
    """Starts SeaweedFS with a bucket; returns the service and its address."""
    s3, master, volume, filer, admin = free_ports(5, 10_000)
    identity = {"name": "loop", "credentials": [{"accessKey": KEYS[0], "secretKey": KEYS[1]}],
                "actions": ["Admin", "Read", "Write", "List", "Tagging"]}
    (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
    (folder / "weed").mkdir()
    service = Service(
        folder / "weed.log", servers / "weed", "-logdir", folder, "mini", "-dir", folder / "weed", "-ip", "127.0.0.1",
        "-ip.bind", "127.0.0.1", "-s3.config", folder / "s3.json", "-s3.port", s3, "-master.port", master,
        "-volume.port", volume, "-filer.port", filer, "-admin.port", admin, "-webdav=false", "-admin.ui=false",
        "-s3.port.iceberg=0", "-s3.port.lance=0", "-master.telemetry=false", "-s3.autoCreateBucket=false")
    endpoint = f"http://127.0.0.1:{s3}"
    started("SeaweedFS", lambda: client("s3", endpoint).create_bucket(Bucket=bucket))
    return service, endpoint


def bucket_with_queue(endpoint, bucket):
    """A bucket whose new and deleted objects are told in a queue; returns the queue's address."""
    queue = client("sqs", endpoint).create_queue(QueueName=bucket)["QueueUrl"]
    s3 = client("s3", endpoint)
    s3.create_bucket(Bucket=bucket)
    s3.put_bucket_notification_configuration(Bucket=bucket, NotificationConfiguration={"QueueConfigurations": [
        {"QueueArn": ACCOUNT + bucket, "Events": ["s3:ObjectCreated:*", "s3:ObjectRemoved:*"]}]})
    return queue
