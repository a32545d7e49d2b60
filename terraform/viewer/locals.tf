data "aws_caller_identity" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
  tags = {
    project    = var.name
    deployment = "viewer"
  }

  website_bucket     = "${var.name}-website-${local.account}-${var.region}"
  website_bucket_arn = "arn:aws:s3:::${local.website_bucket}"
  logs_bucket        = "${var.name}-access-logs-${local.account}-${var.region}"
  reports_bucket_arn = "arn:aws:s3:::${var.reports_bucket}"
  # Only notebooks are read: the bucket may hold more.
  notebook_arns = "${local.reports_bucket_arn}/${var.reports_prefix}*.ipynb"

  function_name     = "${var.name}-publish"
  function_arn      = "arn:aws:lambda:${var.region}:${local.account}:function:${local.function_name}"
  has_function      = var.image != ""
  state_machine     = "${var.name}-backfill"
  state_machine_arn = "arn:aws:states:${var.region}:${local.account}:stateMachine:${local.state_machine}"
  alarm_actions     = var.alarm_topic_arn == "" ? [] : [var.alarm_topic_arn]
  site_address      = "https://${var.domain == "" ? aws_cloudfront_distribution.site.domain_name : var.domain}"
}
