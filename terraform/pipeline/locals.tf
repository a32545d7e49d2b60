data "aws_caller_identity" "current" {}

data "aws_availability_zones" "here" {
  #checkov:skip=CKV_AWS_394:Two of the zones are taken by their place in the list; a zone more moves no subnet, as availability_zone of a subnet forces its replacement only in a plan somebody reads
  state = "available"
}

# Only that the secret is there: its value is read by the function alone.
data "aws_secretsmanager_secrets" "contact" {
  filter {
    name   = "name"
    values = [var.contact_secret]
  }
}

locals {
  account = data.aws_caller_identity.current.account_id
  tags = {
    project    = var.name
    deployment = "pipeline"
  }

  staging_bucket     = "${var.name}-staging-${local.account}-${var.region}"
  reports_bucket     = "${var.name}-reports-${local.account}-${var.region}"
  staging_bucket_arn = "arn:aws:s3:::${local.staging_bucket}"
  reports_bucket_arn = "arn:aws:s3:::${local.reports_bucket}"

  # Six characters that Secrets Manager chooses end every ARN.
  secret_arn = "arn:aws:secretsmanager:${var.region}:${local.account}:secret:${var.contact_secret}-??????"

  has_images        = var.function_image != ""
  sync_function     = "${var.name}-sync"
  listen_function   = "${var.name}-listen"
  queue             = "${var.name}-staging"
  task              = "${var.name}-report"
  queue_arn         = "arn:aws:sqs:${var.region}:${local.account}:${local.queue}"
  failed_queue_arn  = "arn:aws:sqs:${var.region}:${local.account}:${local.queue}-failed"
  log_group_pattern = "arn:aws:logs:${var.region}:${local.account}:log-group:"
  alarm_actions     = var.alarm_topic_arn == "" ? [] : [var.alarm_topic_arn]
}
