# `sitegen publish` for what events name, and for the batches of a backfill.
locals {
  function_seconds = 300
}

resource "aws_ecr_repository" "sitegen" {
  #checkov:skip=CKV_AWS_136:The program is public; the keys of ECR encrypt it
  name                 = "${var.name}/sitegen-lambda"
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "sitegen" {
  repository = aws_ecr_repository.sitegen.name
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      description  = "The last ten"
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 10 }
      action       = { type = "expire" }
    }]
  })
}

resource "aws_cloudwatch_log_group" "publish" {
  #checkov:skip=CKV_AWS_158:The log names keys of reports and holds no secret; the keys of CloudWatch encrypt it
  #checkov:skip=CKV_AWS_338:How long logs are kept is the owner's choice: log_days
  name              = "/aws/lambda/${local.function_name}"
  retention_in_days = var.log_days
}

resource "aws_lambda_function" "publish" {
  #checkov:skip=CKV_AWS_117:It asks S3, CloudFront and its own queue only; a network of one's own would add a way out, not take one
  #checkov:skip=CKV_AWS_116:Its events come from a queue, which has a dead-letter queue
  #checkov:skip=CKV_AWS_272:Images can't be signed by Lambda's own means; it is named by digest
  #checkov:skip=CKV_AWS_173:Its variables are names of buckets, no secrets
  #checkov:skip=CKV_AWS_50:The program makes no traces of its own
  count         = local.has_function ? 1 : 0
  function_name = local.function_name
  description   = "Publishes the pages of notebooks that came or went"
  role          = aws_iam_role.publish.arn
  package_type  = "Image"
  image_uri     = var.image
  architectures = ["x86_64"]
  memory_size   = var.memory
  timeout       = local.function_seconds
  # No storm of events takes the account's share of functions.
  reserved_concurrent_executions = var.publishers
  depends_on                     = [aws_cloudwatch_log_group.publish, aws_iam_role_policy.publish]

  image_config {
    command = ["publish"]
  }

  environment {
    variables = {
      SITEGEN_SOURCE        = "s3://${var.reports_bucket}${var.reports_prefix == "" ? "" : "/${trimsuffix(var.reports_prefix, "/")}"}"
      SITEGEN_DESTINATION   = "s3://${local.website_bucket}"
      SITEGEN_DISTRIBUTION  = aws_cloudfront_distribution.site.id
      SITEGEN_BASE_URL      = local.site_address
      SITEGEN_TITLE         = var.title
      SITEGEN_REMOTE_IMAGES = tostring(var.remote_images)
    }
  }
}

resource "aws_lambda_event_source_mapping" "notebooks" {
  count                              = local.has_function ? 1 : 0
  event_source_arn                   = aws_sqs_queue.notebooks.arn
  function_name                      = aws_lambda_function.publish[0].arn
  batch_size                         = 100
  maximum_batching_window_in_seconds = 5
  function_response_types            = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = min(var.publishers, 10)
  }
}

resource "aws_iam_role" "publish" {
  name               = local.function_name
  description        = "What the publishing function may do"
  assume_role_policy = data.aws_iam_policy_document.lambda_assumes.json
}

data "aws_iam_policy_document" "lambda_assumes" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "publish" {
  name   = "publish"
  role   = aws_iam_role.publish.id
  policy = data.aws_iam_policy_document.function.json
}

data "aws_iam_policy_document" "function" {
  source_policy_documents = [data.aws_iam_policy_document.publish.json]

  statement {
    sid       = "TakeMessages"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = ["arn:aws:sqs:${var.region}:${local.account}:${var.name}-notebooks"]
  }

  statement {
    sid       = "WriteLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["arn:aws:logs:${var.region}:${local.account}:log-group:/aws/lambda/${local.function_name}:*"]
  }
}

# What `sitegen publish` asks of AWS, whoever runs it: a test compares it with the operations in the program.
data "aws_iam_policy_document" "publish" {
  statement {
    sid       = "ListReports"
    actions   = ["s3:ListBucket"]
    resources = [local.reports_bucket_arn]

    dynamic "condition" {
      for_each = var.reports_prefix == "" ? [] : [var.reports_prefix]

      content {
        test     = "StringLike"
        variable = "s3:prefix"
        values   = ["${condition.value}*"]
      }
    }
  }

  statement {
    sid       = "ReadReports"
    actions   = ["s3:GetObject"]
    resources = [local.notebook_arns]
  }

  statement {
    sid       = "ListSite"
    actions   = ["s3:ListBucket"]
    resources = [local.website_bucket_arn]
  }

  statement {
    sid       = "WriteSite"
    actions   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"]
    resources = ["${local.website_bucket_arn}/*"]
  }

  statement {
    sid       = "TellCaches"
    actions   = ["cloudfront:CreateInvalidation"]
    resources = [aws_cloudfront_distribution.site.arn]
  }
}
