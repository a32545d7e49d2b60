# The properties this deployment is for, one by one. `terraform test` runs them against a mocked provider.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-west-1a", "eu-west-1b", "eu-west-1c"] }
  }
  mock_data "aws_secretsmanager_secrets" {
    defaults = { names = ["CT20231211_CONTACT_EMAIL"] }
  }
  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:eu-west-1:123456789012:queue", url = "https://sqs.eu-west-1.amazonaws.com/123456789012/queue" }
  }
  mock_resource "aws_cloudwatch_event_rule" {
    defaults = { arn = "arn:aws:events:eu-west-1:123456789012:rule/staging" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/role" }
  }
  mock_resource "aws_lambda_function" {
    defaults = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:reports" }
  }
  mock_resource "aws_ecs_cluster" {
    defaults = { arn = "arn:aws:ecs:eu-west-1:123456789012:cluster/reports" }
  }
  mock_resource "aws_ecs_task_definition" {
    defaults = { arn = "arn:aws:ecs:eu-west-1:123456789012:task-definition/reports-report:1" }
  }
  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::bucket" }
  }
  mock_resource "aws_ecr_repository" {
    defaults = { arn = "arn:aws:ecr:eu-west-1:123456789012:repository/reports/report-task", repository_url = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/reports/report-task" }
  }
}

variables {
  region         = "eu-west-1"
  function_image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/reports/reportpipe-lambda@sha256:0000000000000000000000000000000000000000000000000000000000000000"
  task_image     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/reports/report-task@sha256:0000000000000000000000000000000000000000000000000000000000000000"
}

run "no_bucket_is_public" {
  assert {
    condition = alltrue([
      for block in values(aws_s3_bucket_public_access_block.data) :
      block.block_public_acls && block.block_public_policy && block.ignore_public_acls && block.restrict_public_buckets
    ])
    error_message = "Both buckets must block public access in all four ways."
  }
  assert {
    condition = alltrue(flatten([
      for policy in values(data.aws_iam_policy_document.buckets) : [for statement in policy.statement : statement.effect == "Deny"]
    ]))
    error_message = "The buckets' policies must allow nothing to anybody: roles have what they need."
  }
}

run "buckets_are_encrypted_and_versioned" {
  assert {
    condition     = alltrue([for encryption in values(aws_s3_bucket_server_side_encryption_configuration.data) : one(one(encryption.rule[*]).apply_server_side_encryption_by_default[*]).sse_algorithm == "AES256"])
    error_message = "Both buckets must be encrypted."
  }
  assert {
    condition     = alltrue([for versioning in values(aws_s3_bucket_versioning.data) : versioning.versioning_configuration[0].status == "Enabled"])
    error_message = "An overwritten report must be had back."
  }
  assert {
    condition     = alltrue([for notification in values(aws_s3_bucket_notification.data) : notification.eventbridge])
    error_message = "Both buckets must tell of their objects."
  }
}

run "only_TLS_is_spoken" {
  assert {
    condition = alltrue([
      for policy in concat(values(data.aws_iam_policy_document.buckets), values(data.aws_iam_policy_document.queues)) :
      anytrue([
        for statement in policy.statement : statement.effect == "Deny" && anytrue([
          for condition in statement.condition : condition.variable == "aws:SecureTransport" && contains(condition.values, "false")
        ])
      ])
    ])
    error_message = "Buckets and queues must refuse requests without TLS."
  }
}

run "the_secret_is_named_and_not_held" {
  assert {
    condition     = lookup(aws_lambda_function.sync[0].environment[0].variables, "REPORTPIPE_CONTACT_SECRET", "") == "CT20231211_CONTACT_EMAIL" && !contains(keys(aws_lambda_function.sync[0].environment[0].variables), "REPORTPIPE_CONTACT")
    error_message = "The function must be told the secret's name, never its value."
  }
  assert {
    condition = alltrue([
      for statement in data.aws_iam_policy_document.sync.statement :
      !contains(statement.actions, "secretsmanager:GetSecretValue") || toset(statement.resources) == toset(["arn:aws:secretsmanager:eu-west-1:123456789012:secret:CT20231211_CONTACT_EMAIL-??????"])
    ])
    error_message = "One secret may be read, and no other."
  }
}

run "each_role_may_do_what_its_program_does" {
  assert {
    condition     = toset(flatten([for statement in data.aws_iam_policy_document.sync.statement : statement.actions])) == toset(["s3:ListBucket", "s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "secretsmanager:GetSecretValue", "logs:CreateLogStream", "logs:PutLogEvents", "sqs:SendMessage"])
    error_message = "The sync's actions are those of docs/pipeline.md."
  }
  assert {
    condition     = toset(flatten([for statement in data.aws_iam_policy_document.listen.statement : statement.actions])) == toset(["ecs:RunTask", "iam:PassRole", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "logs:CreateLogStream", "logs:PutLogEvents"])
    error_message = "The listener's actions are those of docs/pipeline.md."
  }
  assert {
    condition     = toset(flatten([for statement in data.aws_iam_policy_document.task.statement : statement.actions])) == toset(["s3:ListBucket", "s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"])
    error_message = "A report reads staging and writes reports, and deletes nothing."
  }
  assert {
    condition = alltrue(flatten([
      for policy in [data.aws_iam_policy_document.sync, data.aws_iam_policy_document.listen, data.aws_iam_policy_document.task, data.aws_iam_policy_document.schedule] :
      [for statement in policy.statement : [for resource in statement.resources : resource != "*"]]
    ]))
    error_message = "Nothing may be allowed on everything."
  }
  assert {
    condition = alltrue([
      for statement in data.aws_iam_policy_document.listen.statement :
      !contains(statement.actions, "iam:PassRole") || anytrue([for condition in statement.condition : condition.variable == "iam:PassedToService" && toset(condition.values) == toset(["ecs-tasks.amazonaws.com"])])
    ])
    error_message = "Roles may be passed to tasks only."
  }
}

run "the_task_can_reach_nothing_else" {
  assert {
    condition     = alltrue([for subnet in aws_subnet.tasks : !subnet.map_public_ip_on_launch])
    error_message = "Tasks must have no public address."
  }
  assert {
    condition     = alltrue([for rule in [aws_vpc_security_group_egress_rule.to_s3, aws_vpc_security_group_egress_rule.to_endpoints] : rule.cidr_ipv4 == null && rule.cidr_ipv6 == null && rule.from_port == 443 && rule.to_port == 443])
    error_message = "Tasks must reach S3 and the endpoints by TLS, and nothing else."
  }
  assert {
    condition = alltrue([
      for container in jsondecode(aws_ecs_task_definition.report[0].container_definitions) :
      container.readonlyRootFilesystem && container.user == "10001:10001" && toset(container.linuxParameters.capabilities.drop) == toset(["ALL"])
    ])
    error_message = "The container must be read-only, without privileges and not root's."
  }
  assert {
    condition     = !contains(keys(aws_lambda_function.listen[0].environment[0].variables), "REPORTPIPE_PUBLIC_ADDRESS")
    error_message = "The listener must not give tasks a public address."
  }
}

run "no_change_is_lost_and_none_makes_a_storm" {
  assert {
    condition     = jsondecode(aws_sqs_queue.staging.redrive_policy).maxReceiveCount == 5 && aws_sqs_queue.staging.sqs_managed_sse_enabled && aws_sqs_queue.failed.sqs_managed_sse_enabled
    error_message = "The queue must be encrypted and give up to a dead-letter queue."
  }
  assert {
    condition     = aws_lambda_event_source_mapping.staging[0].function_response_types == toset(["ReportBatchItemFailures"]) && aws_lambda_event_source_mapping.staging[0].maximum_batching_window_in_seconds >= 60
    error_message = "The changes of one sync must be one batch, and one bad message must not bring it back."
  }
  assert {
    condition     = aws_sqs_queue.staging.visibility_timeout_seconds >= 6 * aws_lambda_function.listen[0].timeout + aws_lambda_event_source_mapping.staging[0].maximum_batching_window_in_seconds
    error_message = "A message must not come again while it waits or is worked on."
  }
  assert {
    condition     = aws_lambda_function.sync[0].reserved_concurrent_executions == 1
    error_message = "One sync at a time is polite to the sources."
  }
  assert {
    condition     = aws_scheduler_schedule.sync[0].schedule_expression == "rate(6 hours)"
    error_message = "The sources are looked at every six hours."
  }
  assert {
    condition     = toset(keys(aws_cloudwatch_metric_alarm.pipeline)) == toset(["sync-errors", "listen-errors", "failed-messages", "waiting-messages"])
    error_message = "Errors, failed and waiting messages must raise alarms."
  }
  assert {
    condition     = alltrue([for group in values(aws_cloudwatch_log_group.programs) : group.retention_in_days == 90])
    error_message = "Logs must end."
  }
}

run "images_are_kept_as_they_are" {
  assert {
    condition     = alltrue([for repository in values(aws_ecr_repository.images) : repository.image_tag_mutability == "IMMUTABLE" && repository.image_scanning_configuration[0].scan_on_push])
    error_message = "A tag must stay what it was, and be looked through."
  }
}

run "everything_but_programs_is_made_before_there_are_images" {
  variables {
    function_image = ""
    task_image     = ""
  }
  assert {
    condition     = length(aws_lambda_function.sync) == 0 && length(aws_ecs_task_definition.report) == 0 && output.sync_function == "" && length(output.image_repositories) == 2
    error_message = "The repositories must be there before the images."
  }
}

run "a_secret_that_is_not_there" {
  command = plan
  variables {
    contact_secret = "ANOTHER"
  }
  expect_failures = [aws_lambda_function.sync]
}
