#!/usr/bin/env python3
"""Breaks each security property of the deployments in a copy, one by one, and expects `terraform test` to see it.

    Tests/Terraform/mutations.py [--only TEXT]

A test that never failed proves nothing: every line here is a mistake somebody could make, and the run of the tests that
must catch it. Only the standard library is used; `terraform` must be on PATH.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent / "terraform"

# (deployment, file, what is replaced, by what, the run that must fail)
MUTATIONS = [
    ("viewer", "website_bucket.tf", "block_public_policy     = true", "block_public_policy     = false", "no_bucket_is_public"),
    ("viewer", "website_bucket.tf", 'sid       = "OnlyTLS"\n    effect    = "Deny"', 'sid       = "OnlyTLS"\n    effect    = "Allow"', "no_bucket_is_public"),
    ("viewer", "website_bucket.tf", 'sse_algorithm = "AES256"', 'sse_algorithm = "aws:kms:dsse"', "buckets_are_encrypted_and_versioned"),
    ("viewer", "website_bucket.tf", 'status = "Enabled"\n  }\n}\n\nresource "aws_s3_bucket_lifecycle', 'status = "Suspended"\n  }\n}\n\nresource "aws_s3_bucket_lifecycle', "buckets_are_encrypted_and_versioned"),
    ("viewer", "queue.tf", 'variable = "aws:SecureTransport"', 'variable = "aws:SecureTransport2"', "only_TLS_is_spoken"),
    ("viewer", "cdn.tf", 'viewer_protocol_policy     = "redirect-to-https"', 'viewer_protocol_policy     = "allow-all"', "only_TLS_is_spoken"),
    ("viewer", "cdn.tf", '"TLSv1.2_2021"', '"TLSv1.1_2016"', "a_domain_speaks_TLS_1_2_or_later"),
    ("viewer", "cdn.tf", 'allowed_methods            = ["GET", "HEAD"]', 'allowed_methods            = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]', "the_edge_only_reads"),
    ("viewer", "cdn.tf", 'signing_behavior                  = "always"', 'signing_behavior                  = "never"', "the_edge_only_reads"),
    ("viewer", "website_bucket.tf", "/_sitegen/*", "/_other/*", "the_edge_only_reads"),
    ("viewer", "website_bucket.tf", 'variable = "AWS:SourceArn"', 'variable = "aws:PrincipalOrgID"', "the_edge_only_reads"),
    ("viewer", "cdn_headers.tf", "\"script-src 'self'\"", "\"script-src 'self' 'unsafe-inline'\"", "pages_run_no_foreign_script"),
    ("viewer", "cdn_headers.tf", "\"frame-ancestors 'self'\",", "", "pages_run_no_foreign_script"),
    ("viewer", "cdn_headers.tf", '"sandbox allow-scripts; ', '"sandbox allow-scripts allow-same-origin; ', "pages_run_no_foreign_script"),
    ("viewer", "cdn_headers.tf", "access_control_max_age_sec = 63072000", "access_control_max_age_sec = 60", "pages_run_no_foreign_script"),
    ("viewer", "cdn.tf", 'path_pattern               = "/reports/*.files/*"', 'path_pattern               = "/frames/*"', "pages_run_no_foreign_script"),
    ("viewer", "function.tf", '"s3:DeleteObject", "s3:AbortMultipartUpload"]', '"s3:*"]', "the_publisher_may_do_what_it_does"),
    ("viewer", "function.tf", "resources = [aws_cloudfront_distribution.site.arn]", 'resources = ["*"]', "the_publisher_may_do_what_it_does"),
    ("viewer", "ci_role.tf", ":environment:${var.github_environment}", ":*", "the_publisher_may_do_what_it_does"),
    ("viewer", "queue.tf", "maxReceiveCount     = 5", "maxReceiveCount     = 1000", "no_event_is_lost"),
    ("viewer", "queue.tf", "6 * local.function_seconds", "30", "no_event_is_lost"),
    ("viewer", "function.tf", '["ReportBatchItemFailures"]', "[]", "no_event_is_lost"),
    ("viewer", "function.tf", "retention_in_days = var.log_days", "retention_in_days = 0", "access_is_logged"),
    ("pipeline", "buckets.tf", "ignore_public_acls      = true", "ignore_public_acls      = false", "no_bucket_is_public"),
    ("pipeline", "buckets.tf", "eventbridge = true", "eventbridge = false", "buckets_are_encrypted_and_versioned"),
    ("pipeline", "buckets.tf", 'variable = "aws:SecureTransport"', 'variable = "aws:SecureTransport2"', "only_TLS_is_spoken"),
    ("pipeline", "sync.tf", "REPORTPIPE_CONTACT_SECRET = var.contact_secret", 'REPORTPIPE_CONTACT = "me@example.org"', "the_secret_is_named_and_not_held"),
    ("pipeline", "sync.tf", "resources = [local.secret_arn]", 'resources = ["arn:aws:secretsmanager:*:*:secret:*"]', "the_secret_is_named_and_not_held"),
    ("pipeline", "task.tf", '"s3:PutObject", "s3:AbortMultipartUpload"]', '"s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"]', "each_role_may_do_what_its_program_does"),
    ("pipeline", "listen.tf", 'variable = "iam:PassedToService"', 'variable = "aws:PrincipalTag/x"', "each_role_may_do_what_its_program_does"),
    ("pipeline", "network.tf", "map_public_ip_on_launch = false", "map_public_ip_on_launch = true", "the_task_can_reach_nothing_else"),
    ("pipeline", "network.tf", "prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id", 'cidr_ipv4         = "0.0.0.0/0"', "the_task_can_reach_nothing_else"),
    ("pipeline", "task.tf", "readonlyRootFilesystem = true", "readonlyRootFilesystem = false", "the_task_can_reach_nothing_else"),
    ("pipeline", "task.tf", 'drop = ["ALL"]', 'drop = ["NET_RAW"]', "the_task_can_reach_nothing_else"),
    ("pipeline", "listen.tf", "maximum_batching_window_in_seconds = 300", "maximum_batching_window_in_seconds = 0", "no_change_is_lost_and_none_makes_a_storm"),
    ("pipeline", "sync.tf", "reserved_concurrent_executions = 1", "reserved_concurrent_executions = 10", "no_change_is_lost_and_none_makes_a_storm"),
    ("pipeline", "images.tf", '"IMMUTABLE"', '"MUTABLE"', "images_are_kept_as_they_are"),
]


def test(folder):
    """The runs that failed, and what terraform printed."""
    result = subprocess.run(
        ["terraform", "test", "-no-color", "-filter=tests/security.tftest.hcl"], cwd=folder, capture_output=True, text=True
    )
    return re.findall(r'run "([^"]+)"\.\.\. fail', result.stdout), result.stdout + result.stderr


def broken(folder, mutation):
    """A copy with one mistake in it."""
    deployment, name, old, new, _ = mutation
    shutil.copytree(ROOT / deployment, folder, ignore=shutil.ignore_patterns(".terraform*", "*.tfstate*"))
    path = folder / name
    text = path.read_text()
    if old not in text:
        raise SystemExit(f"mutations.py: {deployment}/{name} has no '{old}' any more: mend the list")
    path.write_text(text.replace(old, new))
    subprocess.run(
        ["terraform", "init", "-backend=false", "-input=false", "-no-color"], cwd=folder, check=True, capture_output=True
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--only", default="", help="only mistakes whose file or run has this text in it")
    only = parser.parse_args().only
    unseen = 0
    for number, mutation in enumerate(MUTATIONS):
        deployment, name, old, new, run = mutation
        if only not in f"{deployment}/{name} {run}":
            continue
        with tempfile.TemporaryDirectory(prefix="tf") as parent:
            folder = Path(parent) / deployment
            broken(folder, mutation)
            failed, output = test(folder)
        # A run that never comes to its assertions, as the plan fails before, has not seen the mistake.
        seen = run in failed and "Test assertion failed" in output
        unseen += not seen
        print(f"{'ok  ' if seen else 'FAIL'} {deployment}/{name}: {old.strip().splitlines()[0]} -> {new.strip()[:60] or '(nothing)'}", flush=True)
        if not seen:
            print(f"     '{run}' did not fail by an assertion; failed: {failed}\n{output[-1500:]}")
    if unseen:
        sys.exit(f"{unseen} mistakes were not seen")


if __name__ == "__main__":
    main()
