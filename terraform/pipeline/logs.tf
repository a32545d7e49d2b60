resource "aws_cloudwatch_log_group" "programs" {
  #checkov:skip=CKV_AWS_158:Logs name files and hold no secret; the keys of CloudWatch encrypt them
  #checkov:skip=CKV_AWS_338:How long logs are kept is the owner's choice: log_days
  for_each = {
    sync   = "/aws/lambda/${local.sync_function}"
    listen = "/aws/lambda/${local.listen_function}"
    task   = "/ecs/${local.task}"
  }

  name              = each.value
  retention_in_days = var.log_days
}
