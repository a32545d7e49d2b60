# The site. Nobody reads it but the distribution, and nobody writes it but the publishers.
resource "aws_s3_bucket" "website" {
  #checkov:skip=CKV_AWS_18:Readers are logged by CloudFront, which alone reads it; publishers by CloudTrail where an account keeps data events
  #checkov:skip=CKV_AWS_144:Every page can be made again from the reports bucket; a copy in another region is a choice for the reports themselves
  #checkov:skip=CKV_AWS_145:Pages are for readers; the keys of S3 encrypt them, a key of one's own would cost a call for every page
  #checkov:skip=CKV2_AWS_62:Nothing has to hear of changes to the site
  bucket = local.website_bucket
}

resource "aws_s3_bucket_public_access_block" "website" {
  bucket                  = aws_s3_bucket.website.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "website" {
  bucket = aws_s3_bucket.website.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "website" {
  bucket = aws_s3_bucket.website.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

# An overwritten or deleted page can be had back for a month.
resource "aws_s3_bucket_versioning" "website" {
  bucket = aws_s3_bucket.website.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "website" {
  bucket     = aws_s3_bucket.website.id
  depends_on = [aws_s3_bucket_versioning.website]

  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    expiration {
      expired_object_delete_marker = true
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 2
    }
  }
}

resource "aws_s3_bucket_policy" "website" {
  bucket     = aws_s3_bucket.website.id
  policy     = data.aws_iam_policy_document.website.json
  depends_on = [aws_s3_bucket_public_access_block.website]
}

data "aws_iam_policy_document" "website" {
  statement {
    sid       = "DistributionReads"
    actions   = ["s3:GetObject"]
    resources = ["${local.website_bucket_arn}/*"]

    principals {
      type        = "Service"
      identifiers = ["cloudfront.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "AWS:SourceArn"
      values   = [aws_cloudfront_distribution.site.arn]
    }
  }

  # The manifest and what workers stage are the publishers' own.
  statement {
    sid       = "DistributionReadsNoBooks"
    effect    = "Deny"
    actions   = ["s3:GetObject"]
    resources = ["${local.website_bucket_arn}/_sitegen/*"]

    principals {
      type        = "Service"
      identifiers = ["cloudfront.amazonaws.com"]
    }
  }

  statement {
    sid       = "OnlyTLS"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [local.website_bucket_arn, "${local.website_bucket_arn}/*"]

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
