# All pages anew, on as many functions as there may be: batches of the bucket's listing are staged side by side, one commit
# brings them in (docs/publishing.md). Started by hand: aws stepfunctions start-execution.
resource "aws_sfn_state_machine" "backfill" {
  #checkov:skip=CKV_AWS_285:Errors are logged; the data of executions is the list of all keys, which the history has
  #checkov:skip=CKV_AWS_284:It is started by hand a few times a year, and its steps are in its history
  count    = local.has_function ? 1 : 0
  name     = local.state_machine
  role_arn = aws_iam_role.backfill.arn
  definition = templatefile("${path.module}/backfill.asl.json.tftpl", {
    reports_bucket = var.reports_bucket
    reports_prefix = var.reports_prefix
    function_arn   = local.function_arn
    # One of the functions is left to what comes meanwhile.
    concurrency = var.publishers - 1
    batch_size  = 200
  })

  logging_configuration {
    include_execution_data = false
    level                  = "ERROR"
    log_destination        = "${aws_cloudwatch_log_group.backfill.arn}:*"
  }
}

resource "aws_cloudwatch_log_group" "backfill" {
  #checkov:skip=CKV_AWS_158:It names states and errors and holds no secret; the keys of CloudWatch encrypt it
  #checkov:skip=CKV_AWS_338:How long logs are kept is the owner's choice: log_days
  name              = "/aws/vendedlogs/states/${local.state_machine}"
  retention_in_days = var.log_days
}

resource "aws_iam_role" "backfill" {
  name               = local.state_machine
  description        = "What the backfill may do"
  assume_role_policy = data.aws_iam_policy_document.states_assume.json
}

data "aws_iam_policy_document" "states_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["states.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_iam_role_policy" "backfill" {
  name   = "backfill"
  role   = aws_iam_role.backfill.id
  policy = data.aws_iam_policy_document.backfill.json
}

data "aws_iam_policy_document" "backfill" {
  #checkov:skip=CKV_AWS_111:The delivery of logs can't be narrowed to a resource (AWS's own documentation of Step Functions)
  #checkov:skip=CKV_AWS_356:As above
  statement {
    sid       = "ListReports"
    actions   = ["s3:ListBucket"]
    resources = [local.reports_bucket_arn]
  }

  statement {
    sid       = "Work"
    actions   = ["lambda:InvokeFunction"]
    resources = [local.function_arn]
  }

  # A distributed map runs its batches as executions of the same machine.
  statement {
    sid       = "RunBatches"
    actions   = ["states:StartExecution"]
    resources = [local.state_machine_arn]
  }

  statement {
    sid       = "WatchBatches"
    actions   = ["states:DescribeExecution", "states:StopExecution"]
    resources = ["arn:aws:states:${var.region}:${local.account}:execution:${local.state_machine}/*"]
  }

  statement {
    sid = "DeliverLog"
    actions = [
      "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery",
      "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
    ]
    resources = ["*"]
  }
}
