# The staging bucket holds what the sources have; the reports bucket holds the executed notebooks.
locals {
  buckets = {
    staging = local.staging_bucket
    reports = local.reports_bucket
  }
}

resource "aws_s3_bucket" "data" {
  #checkov:skip=CKV_AWS_18:Readers and writers are roles of this account; CloudTrail tells of them where it keeps data events
  #checkov:skip=CKV_AWS_144:The sources have the data, and reports are versioned; a copy in another region is a choice of the owner's
  #checkov:skip=CKV_AWS_145:The data is public, and reports are for readers; the keys of S3 encrypt both
  for_each = local.buckets
  bucket   = each.value
}

resource "aws_s3_bucket_public_access_block" "data" {
  for_each                = local.buckets
  bucket                  = aws_s3_bucket.data[each.key].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "data" {
  for_each = local.buckets
  bucket   = aws_s3_bucket.data[each.key].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
  for_each = local.buckets
  bucket   = aws_s3_bucket.data[each.key].id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_versioning" "data" {
  for_each = local.buckets
  bucket   = aws_s3_bucket.data[each.key].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "data" {
  for_each   = local.buckets
  bucket     = aws_s3_bucket.data[each.key].id
  depends_on = [aws_s3_bucket_versioning.data]

  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 90
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 2
    }
  }
}

# Who wants to hear of objects makes a rule for it: this deployment for the staging bucket, terraform/viewer for reports.
resource "aws_s3_bucket_notification" "data" {
  for_each    = local.buckets
  bucket      = aws_s3_bucket.data[each.key].id
  eventbridge = true
}

resource "aws_s3_bucket_policy" "data" {
  for_each   = local.buckets
  bucket     = aws_s3_bucket.data[each.key].id
  policy     = data.aws_iam_policy_document.buckets[each.key].json
  depends_on = [aws_s3_bucket_public_access_block.data]
}

data "aws_iam_policy_document" "buckets" {
  for_each = local.buckets

  statement {
    sid       = "OnlyTLS"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["arn:aws:s3:::${each.value}", "arn:aws:s3:::${each.value}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
