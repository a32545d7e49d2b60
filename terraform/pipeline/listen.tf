# Changes in the staging bucket -> queue -> `reportpipe listen` -> one task. A sync that changes many files starts one
# report: messages are collected for a while first.
resource "aws_cloudwatch_event_rule" "staging" {
  name        = local.queue
  description = "Data that came, changed or went in the staging bucket"
  event_pattern = jsonencode({
    source        = ["aws.s3"]
    "detail-type" = ["Object Created", "Object Deleted"]
    detail = {
      bucket = { name = [local.staging_bucket] }
      object = { key = [{ "anything-but" = { prefix = "_reportpipe/" } }] }
    }
  })
}

resource "aws_cloudwatch_event_target" "staging" {
  rule = aws_cloudwatch_event_rule.staging.name
  arn  = aws_sqs_queue.staging.arn

  dead_letter_config {
    arn = aws_sqs_queue.failed.arn
  }
}

resource "aws_sqs_queue" "staging" {
  name                       = local.queue
  sqs_managed_sse_enabled    = true
  visibility_timeout_seconds = 6 * 60 + 300
  message_retention_seconds  = 4 * 86400
  receive_wait_time_seconds  = 20

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed.arn
    maxReceiveCount     = 5
  })
}

# What could not be handled after five tries, or is no event. An alarm tells of it.
resource "aws_sqs_queue" "failed" {
  name                      = "${local.queue}-failed"
  sqs_managed_sse_enabled   = true
  message_retention_seconds = 14 * 86400
}

resource "aws_sqs_queue_redrive_allow_policy" "failed" {
  queue_url = aws_sqs_queue.failed.id
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.staging.arn]
  })
}

resource "aws_sqs_queue_policy" "staging" {
  for_each  = { staging = aws_sqs_queue.staging.id, failed = aws_sqs_queue.failed.id }
  queue_url = each.value
  policy    = data.aws_iam_policy_document.queues[each.key].json
}

data "aws_iam_policy_document" "queues" {
  for_each = { staging = local.queue_arn, failed = local.failed_queue_arn }

  statement {
    sid       = "RuleSends"
    actions   = ["sqs:SendMessage"]
    resources = [each.value]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_cloudwatch_event_rule.staging.arn]
    }
  }

  statement {
    sid       = "OnlyTLS"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = [each.value]

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

resource "aws_lambda_function" "listen" {
  #checkov:skip=CKV_AWS_117:It asks ECS and its own queue only; a network of one's own would add a way out, not take one
  #checkov:skip=CKV_AWS_116:Its events come from a queue, which has a dead-letter queue
  #checkov:skip=CKV_AWS_272:Images can't be signed by Lambda's own means; it is named by digest
  #checkov:skip=CKV_AWS_173:Its variables are names, no secrets
  #checkov:skip=CKV_AWS_50:The program makes no traces of its own
  count                          = local.has_images ? 1 : 0
  function_name                  = local.listen_function
  description                    = "Starts one report for all changes of a batch"
  role                           = aws_iam_role.listen.arn
  package_type                   = "Image"
  image_uri                      = var.function_image
  architectures                  = ["x86_64"]
  memory_size                    = 512
  timeout                        = 60
  reserved_concurrent_executions = 2
  depends_on                     = [aws_cloudwatch_log_group.programs, aws_iam_role_policy.listen]

  image_config {
    command = ["listen"]
  }

  environment {
    variables = {
      REPORTPIPE_STAGING         = "s3://${local.staging_bucket}"
      REPORTPIPE_CONTAINER       = "report"
      REPORTPIPE_CLUSTER         = aws_ecs_cluster.reports.name
      REPORTPIPE_TASK_DEFINITION = aws_ecs_task_definition.report[0].family
      REPORTPIPE_SUBNETS         = join(",", aws_subnet.tasks[*].id)
      REPORTPIPE_SECURITY_GROUPS = aws_security_group.tasks.id
    }
  }
}

resource "aws_lambda_event_source_mapping" "staging" {
  count            = local.has_images ? 1 : 0
  event_source_arn = aws_sqs_queue.staging.arn
  function_name    = aws_lambda_function.listen[0].arn
  batch_size       = 1000
  # A sync takes seconds to minutes: its files come in one batch.
  maximum_batching_window_in_seconds = 300
  function_response_types            = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = 2
  }
}

resource "aws_iam_role" "listen" {
  name               = local.listen_function
  description        = "What the listener may do"
  assume_role_policy = data.aws_iam_policy_document.assumes["lambda"].json
}

resource "aws_iam_role_policy" "listen" {
  name   = "listen"
  role   = aws_iam_role.listen.id
  policy = data.aws_iam_policy_document.listen.json
}

data "aws_iam_policy_document" "listen" {
  statement {
    sid       = "StartReport"
    actions   = ["ecs:RunTask"]
    resources = ["arn:aws:ecs:${var.region}:${local.account}:task-definition/${local.task}:*"]

    condition {
      test     = "ArnEquals"
      variable = "ecs:cluster"
      values   = [aws_ecs_cluster.reports.arn]
    }
  }

  statement {
    sid       = "GiveTaskItsRoles"
    actions   = ["iam:PassRole"]
    resources = [aws_iam_role.task.arn, aws_iam_role.start.arn]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }

  statement {
    sid       = "TakeMessages"
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [local.queue_arn]
  }

  statement {
    sid       = "WriteLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${local.log_group_pattern}/aws/lambda/${local.listen_function}:*"]
  }
}
