# What somebody should look at.
locals {
  alarms = {
    failed-events = {
      description = "Events could not be published after five tries: look into the queue ${var.name}-notebooks-failed and the function's log"
      namespace   = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", statistic = "Maximum"
      dimensions  = { QueueName = "${var.name}-notebooks-failed" }, threshold = 0, periods = 1
    }
    waiting-events = {
      description = "Notebooks wait for more than 15 minutes to be published: is the function throttled, or failing?"
      namespace   = "AWS/SQS", metric = "ApproximateAgeOfOldestMessage", statistic = "Maximum"
      dimensions  = { QueueName = "${var.name}-notebooks" }, threshold = 900, periods = 1
    }
    errors = {
      description = "The publishing function fails: look into its log"
      namespace   = "AWS/Lambda", metric = "Errors", statistic = "Sum"
      dimensions  = { FunctionName = local.function_name }, threshold = 0, periods = 3
    }
    throttles = {
      description = "The publishing function is throttled: raise publishers"
      namespace   = "AWS/Lambda", metric = "Throttles", statistic = "Sum"
      dimensions  = { FunctionName = local.function_name }, threshold = 0, periods = 3
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "viewer" {
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
  evaluation_periods  = each.value.periods
  treat_missing_data  = "notBreaching"
  alarm_actions       = local.alarm_actions
  ok_actions          = local.alarm_actions
}
