# `reportpipe sync` on a schedule: the sources into the staging bucket.
resource "aws_lambda_function" "sync" {
  #checkov:skip=CKV_AWS_117:It asks two public sources, S3 and one secret; a network of one's own would need a NAT for that
  #checkov:skip=CKV_AWS_272:Images can't be signed by Lambda's own means; it is named by digest
  #checkov:skip=CKV_AWS_173:Its variables are names, no secrets: the secret is named, not held
  #checkov:skip=CKV_AWS_50:The program makes no traces of its own
  count                          = local.has_images ? 1 : 0
  function_name                  = local.sync_function
  description                    = "Fetches the data of the report where it changed"
  role                           = aws_iam_role.sync.arn
  package_type                   = "Image"
  image_uri                      = var.function_image
  architectures                  = ["x86_64"]
  memory_size                    = 1024
  timeout                        = 600
  reserved_concurrent_executions = 1
  depends_on                     = [aws_cloudwatch_log_group.programs, aws_iam_role_policy.sync]

  image_config {
    command = ["sync"]
  }

  environment {
    variables = {
      REPORTPIPE_STAGING        = "s3://${local.staging_bucket}"
      REPORTPIPE_CONTACT_SECRET = var.contact_secret
    }
  }

  dead_letter_config {
    target_arn = aws_sqs_queue.failed.arn
  }

  lifecycle {
    precondition {
      condition     = contains(data.aws_secretsmanager_secrets.contact.names, var.contact_secret)
      error_message = "There is no secret '${var.contact_secret}' in ${var.region}. The source refuses requests without a contact address; make it: aws secretsmanager create-secret --region ${var.region} --name ${var.contact_secret} --secret-string you@example.org"
    }
  }
}

resource "aws_scheduler_schedule" "sync" {
  #checkov:skip=CKV_AWS_297:What is scheduled is an empty event; the keys of Scheduler encrypt it
  count               = local.has_images ? 1 : 0
  name                = local.sync_function
  description         = "When the sources are looked at"
  schedule_expression = var.schedule

  # Not the full hour, at which everybody asks.
  flexible_time_window {
    mode                      = "FLEXIBLE"
    maximum_window_in_minutes = 15
  }

  target {
    arn      = aws_lambda_function.sync[0].arn
    role_arn = aws_iam_role.schedule.arn

    retry_policy {
      maximum_retry_attempts       = 2
      maximum_event_age_in_seconds = 3600
    }

    dead_letter_config {
      arn = aws_sqs_queue.failed.arn
    }
  }
}

resource "aws_iam_role" "schedule" {
  name               = "${var.name}-schedule"
  description        = "Starts the sync"
  assume_role_policy = data.aws_iam_policy_document.assumes["scheduler"].json
}

resource "aws_iam_role_policy" "schedule" {
  name   = "start"
  role   = aws_iam_role.schedule.id
  policy = data.aws_iam_policy_document.schedule.json
}

data "aws_iam_policy_document" "schedule" {
  statement {
    sid       = "StartSync"
    actions   = ["lambda:InvokeFunction"]
    resources = ["arn:aws:lambda:${var.region}:${local.account}:function:${local.sync_function}"]
  }

  statement {
    sid       = "GiveUp"
    actions   = ["sqs:SendMessage"]
    resources = [local.failed_queue_arn]
  }
}

resource "aws_iam_role" "sync" {
  name               = local.sync_function
  description        = "What the sync may do"
  assume_role_policy = data.aws_iam_policy_document.assumes["lambda"].json
}

resource "aws_iam_role_policy" "sync" {
  name   = "sync"
  role   = aws_iam_role.sync.id
  policy = data.aws_iam_policy_document.sync.json
}

data "aws_iam_policy_document" "sync" {
  statement {
    sid       = "ListStaging"
    actions   = ["s3:ListBucket"]
    resources = [local.staging_bucket_arn]
  }

  statement {
    sid       = "WriteStaging"
    actions   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"]
    resources = ["${local.staging_bucket_arn}/*"]
  }

  statement {
    sid       = "ReadContact"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [local.secret_arn]
  }

  statement {
    sid       = "WriteLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${local.log_group_pattern}/aws/lambda/${local.sync_function}:*"]
  }

  statement {
    sid       = "GiveUp"
    actions   = ["sqs:SendMessage"]
    resources = [local.failed_queue_arn]
  }
}

data "aws_iam_policy_document" "assumes" {
  for_each = toset(["lambda", "scheduler", "ecs-tasks"])

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["${each.value}.amazonaws.com"]
    }

    dynamic "condition" {
      for_each = each.value == "lambda" ? [] : [local.account]

      content {
        test     = "StringEquals"
        variable = "aws:SourceAccount"
        values   = [condition.value]
      }
    }
  }
}
