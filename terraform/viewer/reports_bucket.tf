# The notebooks, where no other deployment makes their bucket. terraform/pipeline makes one with the same properties.
resource "aws_s3_bucket" "reports" {
  #checkov:skip=CKV_AWS_18:Readers are roles of this account; CloudTrail tells of them where it keeps data events
  #checkov:skip=CKV_AWS_144:Versioned; a copy in another region is a choice of the owner's
  #checkov:skip=CKV_AWS_145:The keys of S3 encrypt it; a key of one's own is a choice of the owner's
  count  = var.create_reports_bucket ? 1 : 0
  bucket = var.reports_bucket

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_public_access_block" "reports" {
  count                   = var.create_reports_bucket ? 1 : 0
  bucket                  = aws_s3_bucket.reports[0].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "reports" {
  count  = var.create_reports_bucket ? 1 : 0
  bucket = aws_s3_bucket.reports[0].id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_versioning" "reports" {
  count  = var.create_reports_bucket ? 1 : 0
  bucket = aws_s3_bucket.reports[0].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "reports" {
  count      = var.create_reports_bucket ? 1 : 0
  bucket     = aws_s3_bucket.reports[0].id
  depends_on = [aws_s3_bucket_versioning.reports]

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

resource "aws_s3_bucket_notification" "reports" {
  count       = var.create_reports_bucket ? 1 : 0
  bucket      = aws_s3_bucket.reports[0].id
  eventbridge = true
}

resource "aws_s3_bucket_policy" "reports" {
  count      = var.create_reports_bucket ? 1 : 0
  bucket     = aws_s3_bucket.reports[0].id
  policy     = data.aws_iam_policy_document.reports.json
  depends_on = [aws_s3_bucket_public_access_block.reports]
}

data "aws_iam_policy_document" "reports" {
  statement {
    sid       = "OnlyTLS"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [local.reports_bucket_arn, "${local.reports_bucket_arn}/*"]

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
