# What somebody should look at.
locals {
  alarms = {
    sync-errors = {
      description = "The sync fails: look into the log of ${local.sync_function}"
      namespace   = "AWS/Lambda", metric = "Errors", statistic = "Sum", dimensions = { FunctionName = local.sync_function }, threshold = 0
    }
    listen-errors = {
      description = "The listener fails: look into the log of ${local.listen_function}"
      namespace   = "AWS/Lambda", metric = "Errors", statistic = "Sum", dimensions = { FunctionName = local.listen_function }, threshold = 0
    }
    failed-messages = {
      description = "Changes started no report after five tries, or a sync was given up: look into the queue ${local.queue}-failed"
      namespace   = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", statistic = "Maximum", dimensions = { QueueName = "${local.queue}-failed" }, threshold = 0
    }
    waiting-messages = {
      description = "Changes wait for more than half an hour to start a report"
      namespace   = "AWS/SQS", metric = "ApproximateAgeOfOldestMessage", statistic = "Maximum", dimensions = { QueueName = local.queue }, threshold = 1800
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "pipeline" {
  for_each            = local.alarms
  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = each.value.description
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  statistic           = each.value.statistic
  dimensions          = each.value.dimensions
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions
}
