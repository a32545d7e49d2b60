#!/usr/bin/env python3
"""Compares what the programs can ask of AWS with what the deployments allow them.

    Tests/Terraform/iam.py

The operations are read from the Swift sources: the names in `S3Call(name: "...")` and `.name = "..."` of the S3 room,
`.call("...")` of the JSON services, and CloudFront's one. The permission each needs is AWS's
(https://docs.aws.amazon.com/service-authorization/latest/reference/). An operation nobody allows, and an action no
program uses, are both failures.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

# The permission of each operation that the sources may name.
PERMISSIONS = {
    "ListObjectsV2": "s3:ListBucket",
    "GetObject": "s3:GetObject",
    "HeadObject": "s3:GetObject",
    "PutObject": "s3:PutObject",
    "CreateMultipartUpload": "s3:PutObject",
    "UploadPart": "s3:PutObject",
    "CompleteMultipartUpload": "s3:PutObject",
    "AbortMultipartUpload": "s3:AbortMultipartUpload",
    "DeleteObject": "s3:DeleteObject",
    "CreateInvalidation": "cloudfront:CreateInvalidation",
    "GetSecretValue": "secretsmanager:GetSecretValue",
    "RunTask": "ecs:RunTask",
    "ReceiveMessage": "sqs:ReceiveMessage",
    "DeleteMessageBatch": "sqs:DeleteMessage",
    "ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
}

# What policies allow beside that, and who needs it.
OTHERS = {
    "logs:CreateLogStream": "Lambda and Fargate write the log",
    "logs:PutLogEvents": "Lambda and Fargate write the log",
    "sqs:GetQueueAttributes": "Lambda reads the queue for the function",
    "sqs:SendMessage": "Lambda, Scheduler and EventBridge put aside what failed",
    "iam:PassRole": "ecs:RunTask hands the task its roles",
    "lambda:InvokeFunction": "Scheduler and Step Functions start the functions",
    "states:StartExecution": "a distributed map runs its batches",
    "states:DescribeExecution": "a distributed map watches its batches",
    "states:StopExecution": "a distributed map ends its batches",
    "ecr:GetAuthorizationToken": "Fargate fetches the image",
    "ecr:BatchGetImage": "Fargate fetches the image",
    "ecr:GetDownloadUrlForLayer": "Fargate fetches the image",
    "ecr:BatchCheckLayerAvailability": "Fargate fetches the image",
    **{
        f"logs:{name}": "Step Functions delivers its log"
        for name in (
            "CreateLogDelivery GetLogDelivery UpdateLogDelivery DeleteLogDelivery ListLogDeliveries PutResourcePolicy "
            "DescribeResourcePolicies DescribeLogGroups"
        ).split()
    },
}

# Whose policy allows what a program can do: (file, data source) -> the operations it calls.
S3_READ = {"ListObjectsV2", "GetObject", "HeadObject"}
S3_WRITE = {"PutObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload", "AbortMultipartUpload"}
PROGRAMS = {
    ("viewer/function.tf", "publish"): S3_READ | S3_WRITE | {"DeleteObject", "CreateInvalidation"},
    ("pipeline/sync.tf", "sync"): S3_READ | S3_WRITE | {"DeleteObject", "GetSecretValue"},
    # Lambda reads the queue for the function; `--queue`, on a machine of one's own, hides messages as well.
    ("pipeline/listen.tf", "listen"): {"RunTask", "ReceiveMessage", "DeleteMessageBatch"},
    ("pipeline/task.tf", "task"): S3_READ | S3_WRITE,
}


def operations():
    """Every operation the sources name."""
    names = set()
    for path in (ROOT / "Sources").rglob("*.swift"):
        text = path.read_text()
        if "/AWS/S3/" in str(path):
            names.update(re.findall(r'\bname\s*[:=]\s*"([A-Z][A-Za-z0-9]+)"', text))
        names.update(re.findall(r'\b(?:call|each)\(\s*"([A-Z][A-Za-z0-9]+)"', text))
        if "/invalidation\"" in text:
            names.add("CreateInvalidation")
    return names


def allowed(file, name=None):
    """The actions that the statements of a policy document, or of a whole file, allow."""
    text = (ROOT / "terraform" / file).read_text()
    if name:
        start = text.index(f'data "aws_iam_policy_document" "{name}"')
        end = text.find("\n}\n", start)
        text = text[start:end]
    actions = set()
    for block in re.findall(r"statement \{(.*?)\n  \}", text, re.S):
        if re.search(r'effect\s*=\s*"Deny"', block) or "principals {" in block:
            continue
        found = re.search(r"actions\s*=\s*\[(.*?)\]", block, re.S)
        actions.update(re.findall(r'"([a-z0-9-]+:[A-Za-z*]+)"', found.group(1) if found else ""))
    return actions


def main():
    failures = []
    named = operations()
    if len(named) < 10:
        failures.append(f"only {sorted(named)} were found in the sources: has their form changed?")
    for name in sorted(named - PERMISSIONS.keys()):
        failures.append(f"the sources call {name}: which permission is that? Add it here and to the policies")
    for name in sorted(PERMISSIONS.keys() - named):
        failures.append(f"nothing calls {name} any more: take it out here and of the policies")
    for (file, name), calls in PROGRAMS.items():
        actions = allowed(file, name)
        needed = {PERMISSIONS[call] for call in calls}
        for action in sorted(needed - actions):
            failures.append(f"{file}, {name}: {action} is not allowed, and the program needs it")
        for action in sorted(actions - needed - OTHERS.keys()):
            failures.append(f"{file}, {name}: {action} is allowed, and nothing needs it")
    everything = {action for path in (ROOT / "terraform").rglob("*.tf") for action in allowed(path.relative_to(ROOT / "terraform"))}
    for action in sorted(everything - set(PERMISSIONS.values()) - OTHERS.keys()):
        failures.append(f"{action} is allowed somewhere, and nothing needs it")
    for action in sorted(action for action in everything if "*" in action):
        failures.append(f"{action} allows more than is named")
    for failure in failures:
        print(f"FAIL {failure}")
    if failures:
        sys.exit(1)
    print(f"ok   {len(named)} operations of the programs and the policies of {len(PROGRAMS)} programs agree")


if __name__ == "__main__":
    main()
