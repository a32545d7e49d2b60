# What happens to notebooks: EventBridge -> queue -> function. EventBridge rather than the bucket's own notifications, of
# which a bucket has one configuration for all: this deployment must not overwrite another's.
resource "aws_cloudwatch_event_rule" "notebooks" {
  name        = "${var.name}-notebooks"
  description = "Notebooks that came or went in the reports bucket"
  event_pattern = jsonencode({
    source        = ["aws.s3"]
    "detail-type" = ["Object Created", "Object Deleted"]
    detail = {
      bucket = { name = [var.reports_bucket] }
      object = { key = [{ wildcard = "${var.reports_prefix}*.ipynb" }] }
    }
  })
}

resource "aws_cloudwatch_event_target" "notebooks" {
  rule = aws_cloudwatch_event_rule.notebooks.name
  arn  = aws_sqs_queue.notebooks.arn

  dead_letter_config {
    arn = aws_sqs_queue.failed.arn
  }
}

resource "aws_sqs_queue" "notebooks" {
  name                    = "${var.name}-notebooks"
  sqs_managed_sse_enabled = true
  # Six times the function's time, as Lambda asks for.
  visibility_timeout_seconds = 6 * local.function_seconds
  message_retention_seconds  = 4 * 86400
  receive_wait_time_seconds  = 20

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed.arn
    maxReceiveCount     = 5
  })
}

# What could not be published after five tries, or is no event. An alarm tells of it.
resource "aws_sqs_queue" "failed" {
  name                      = "${var.name}-notebooks-failed"
  sqs_managed_sse_enabled   = true
  message_retention_seconds = 14 * 86400
}

resource "aws_sqs_queue_redrive_allow_policy" "failed" {
  queue_url = aws_sqs_queue.failed.id
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.notebooks.arn]
  })
}

resource "aws_sqs_queue_policy" "notebooks" {
  for_each  = { notebooks = aws_sqs_queue.notebooks, failed = aws_sqs_queue.failed }
  queue_url = each.value.id
  policy    = data.aws_iam_policy_document.queues[each.key].json
}

data "aws_iam_policy_document" "queues" {
  for_each = { notebooks = "${var.name}-notebooks", failed = "${var.name}-notebooks-failed" }

  statement {
    sid       = "RuleSends"
    actions   = ["sqs:SendMessage"]
    resources = ["arn:aws:sqs:${var.region}:${local.account}:${each.value}"]

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [aws_cloudwatch_event_rule.notebooks.arn]
    }
  }

  statement {
    sid       = "OnlyTLS"
    effect    = "Deny"
    actions   = ["sqs:*"]
    resources = ["arn:aws:sqs:${var.region}:${local.account}:${each.value}"]

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
