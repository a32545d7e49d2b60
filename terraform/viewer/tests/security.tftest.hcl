# The properties this deployment is for, one by one. `terraform test` runs them against a mocked provider.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
  mock_resource "aws_cloudfront_distribution" {
    defaults = { arn = "arn:aws:cloudfront::123456789012:distribution/E1", domain_name = "d1.cloudfront.net", id = "E1" }
  }
  mock_resource "aws_cloudfront_function" {
    defaults = { arn = "arn:aws:cloudfront::123456789012:function/addresses" }
  }
  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:eu-west-1:123456789012:queue", url = "https://sqs.eu-west-1.amazonaws.com/123456789012/queue" }
  }
  mock_resource "aws_cloudwatch_event_rule" {
    defaults = { arn = "arn:aws:events:eu-west-1:123456789012:rule/notebooks" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/role" }
  }
  mock_resource "aws_lambda_function" {
    defaults = { arn = "arn:aws:lambda:eu-west-1:123456789012:function:reports-publish" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-west-1:123456789012:log-group:group" }
  }
  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::bucket", bucket_regional_domain_name = "bucket.s3.eu-west-1.amazonaws.com" }
  }
  mock_resource "aws_iam_openid_connect_provider" {
    defaults = { arn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }
  }
  mock_resource "aws_ecr_repository" {
    defaults = { repository_url = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/reports/sitegen-lambda" }
  }
}

mock_provider "aws" {
  alias = "global"
  mock_resource "aws_cloudwatch_log_delivery_destination" {
    defaults = { arn = "arn:aws:logs:us-east-1:123456789012:delivery-destination:site" }
  }
  mock_resource "aws_acm_certificate" {
    defaults = {
      arn = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"
      domain_validation_options = [{
        domain_name           = "reports.example.org"
        resource_record_name  = "_proof.reports.example.org"
        resource_record_type  = "CNAME"
        resource_record_value = "_value.acm-validations.aws"
      }]
    }
  }
  mock_resource "aws_acm_certificate_validation" {
    defaults = { certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000" }
  }
}

variables {
  region            = "eu-west-1"
  reports_bucket    = "my-reports"
  image             = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/reports/sitegen-lambda@sha256:0000000000000000000000000000000000000000000000000000000000000000"
  github_repository = "example/reports"
}

run "no_bucket_is_public" {
  assert {
    condition = alltrue([
      for block in [aws_s3_bucket_public_access_block.website, aws_s3_bucket_public_access_block.logs] :
      block.block_public_acls && block.block_public_policy && block.ignore_public_acls && block.restrict_public_buckets
    ])
    error_message = "Every bucket must block public access in all four ways."
  }
  assert {
    condition = alltrue(flatten([
      for statement in concat(data.aws_iam_policy_document.website.statement, data.aws_iam_policy_document.logs.statement) : [
        for principal in statement.principals : principal.type != "*" || statement.effect == "Deny"
      ]
    ]))
    error_message = "No policy of a bucket may allow anything to everybody."
  }
}

run "buckets_are_encrypted_and_versioned" {
  assert {
    condition = alltrue([
      for encryption in [aws_s3_bucket_server_side_encryption_configuration.website, aws_s3_bucket_server_side_encryption_configuration.logs] :
      one(one(encryption.rule[*]).apply_server_side_encryption_by_default[*]).sse_algorithm == "AES256"
    ])
    error_message = "Every bucket must be encrypted."
  }
  assert {
    condition     = aws_s3_bucket_versioning.website.versioning_configuration[0].status == "Enabled"
    error_message = "An overwritten page must be had back."
  }
  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.website.rule[0].noncurrent_version_expiration[0].noncurrent_days == 30
    error_message = "Old versions must not be kept for ever."
  }
}

run "only_TLS_is_spoken" {
  assert {
    condition = alltrue([
      for policy in [data.aws_iam_policy_document.website, data.aws_iam_policy_document.logs, data.aws_iam_policy_document.reports, data.aws_iam_policy_document.queues["notebooks"], data.aws_iam_policy_document.queues["failed"]] :
      anytrue([
        for statement in policy.statement : statement.effect == "Deny" && anytrue([
          for condition in statement.condition : condition.variable == "aws:SecureTransport" && contains(condition.values, "false")
        ])
      ])
    ])
    error_message = "Buckets and queues must refuse requests without TLS."
  }
  assert {
    condition     = alltrue([for behaviour in concat(aws_cloudfront_distribution.site.default_cache_behavior, aws_cloudfront_distribution.site.ordered_cache_behavior) : behaviour.viewer_protocol_policy == "redirect-to-https"])
    error_message = "Readers must be led to https."
  }
}

run "a_domain_speaks_TLS_1_2_or_later" {
  variables {
    domain  = "reports.example.org"
    zone_id = "Z1"
  }
  assert {
    condition     = aws_cloudfront_distribution.site.viewer_certificate[0].minimum_protocol_version == "TLSv1.2_2021"
    error_message = "TLS before 1.2 must be refused."
  }
  assert {
    condition     = one(aws_cloudfront_distribution.site.aliases) == "reports.example.org" && aws_route53_record.site["AAAA"].name == "reports.example.org"
    error_message = "The domain must lead to the distribution, also over IPv6."
  }
}

run "the_edge_only_reads" {
  assert {
    condition = alltrue([
      for behaviour in concat(aws_cloudfront_distribution.site.default_cache_behavior, aws_cloudfront_distribution.site.ordered_cache_behavior) :
      toset(behaviour.allowed_methods) == toset(["GET", "HEAD"])
    ])
    error_message = "The edge must answer GET and HEAD only."
  }
  assert {
    condition     = aws_cloudfront_origin_access_control.website.signing_behavior == "always" && one(aws_cloudfront_distribution.site.origin).origin_access_control_id == aws_cloudfront_origin_access_control.website.id
    error_message = "The distribution must sign what it asks of the bucket."
  }
  assert {
    condition     = !strcontains(one(aws_cloudfront_distribution.site.origin).domain_name, "s3-website")
    error_message = "The origin must be the bucket's REST endpoint: the website endpoint is public and without TLS."
  }
  assert {
    condition = anytrue([
      for statement in data.aws_iam_policy_document.website.statement :
      statement.effect == "Deny" && anytrue([for resource in statement.resources : endswith(resource, "/_sitegen/*")])
    ])
    error_message = "The publishers' books must not be served."
  }
  assert {
    condition = alltrue([
      for statement in data.aws_iam_policy_document.website.statement :
      statement.effect == "Deny" || (toset(statement.actions) == toset(["s3:GetObject"]) && anytrue([for condition in statement.condition : condition.variable == "AWS:SourceArn"]))
    ])
    error_message = "Only this distribution may read the site, and nobody may do more."
  }
}

run "pages_run_no_foreign_script" {
  assert {
    condition     = startswith(one(aws_cloudfront_response_headers_policy.pages.security_headers_config).content_security_policy[0].content_security_policy, "default-src 'none'; script-src 'self'; ")
    error_message = "Pages may run the site's own script only."
  }
  assert {
    condition     = !strcontains(one(aws_cloudfront_response_headers_policy.pages.security_headers_config).content_security_policy[0].content_security_policy, "https:")
    error_message = "Pages must load nothing from other hosts."
  }
  assert {
    condition     = strcontains(one(aws_cloudfront_response_headers_policy.pages.security_headers_config).content_security_policy[0].content_security_policy, "frame-ancestors 'self'")
    error_message = "Other sites must not frame pages."
  }
  assert {
    condition     = startswith(one(aws_cloudfront_response_headers_policy.interactive.security_headers_config).content_security_policy[0].content_security_policy, "sandbox allow-scripts;")
    error_message = "Interactive outputs must be in an origin of their own."
  }
  assert {
    condition     = aws_cloudfront_distribution.site.ordered_cache_behavior[0].path_pattern == "/reports/*.files/*" && aws_cloudfront_distribution.site.ordered_cache_behavior[0].response_headers_policy_id == aws_cloudfront_response_headers_policy.interactive.id
    error_message = "Files of reports must get the headers of interactive outputs."
  }
  assert {
    condition = alltrue([
      for policy in [aws_cloudfront_response_headers_policy.pages, aws_cloudfront_response_headers_policy.interactive] :
      one(policy.security_headers_config).strict_transport_security[0].access_control_max_age_sec >= 31536000 && one(policy.security_headers_config).content_type_options[0].override
    ])
    error_message = "HSTS and nosniff must be sent with everything."
  }
  assert {
    condition     = length(aws_cloudfront_response_headers_policy.pages.cors_config) == 0 && length(aws_cloudfront_response_headers_policy.interactive.cors_config) == 0
    error_message = "No other origin may read the site."
  }
}

run "remote_images_only_where_asked_for" {
  variables {
    remote_images = true
  }
  assert {
    condition     = strcontains(one(aws_cloudfront_response_headers_policy.pages.security_headers_config).content_security_policy[0].content_security_policy, "img-src 'self' data: https:;")
    error_message = "remote_images must let pictures, and nothing else, come from other hosts."
  }
}

run "the_publisher_may_do_what_it_does" {
  assert {
    condition = toset(flatten([for statement in data.aws_iam_policy_document.publish.statement : statement.actions])) == toset([
      "s3:ListBucket", "s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "cloudfront:CreateInvalidation",
    ])
    error_message = "The publisher's actions are those of docs/publishing.md."
  }
  assert {
    condition     = alltrue(flatten([for statement in data.aws_iam_policy_document.publish.statement : [for resource in statement.resources : resource != "*" && !startswith(resource, "arn:aws:s3:::*")]]))
    error_message = "Nothing may be allowed on everything."
  }
  assert {
    condition = alltrue([
      for statement in data.aws_iam_policy_document.publish.statement :
      !contains(statement.actions, "s3:PutObject") || alltrue([for resource in statement.resources : !strcontains(resource, "my-reports")])
    ])
    error_message = "The reports bucket is read, never written."
  }
  assert {
    condition     = data.aws_iam_policy_document.workflow_assumes[0].statement[0].actions == toset(["sts:AssumeRoleWithWebIdentity"])
    error_message = "A workflow has no keys: it changes its identity for the role."
  }
  assert {
    condition = anytrue([
      for condition in data.aws_iam_policy_document.workflow_assumes[0].statement[0].condition :
      condition.test == "StringEquals" && condition.variable == "token.actions.githubusercontent.com:sub" && toset(condition.values) == toset(["repo:example/reports:environment:production"])
    ])
    error_message = "Only jobs of the named repository and environment may publish."
  }
}

run "no_event_is_lost" {
  assert {
    condition     = jsondecode(aws_sqs_queue.notebooks.redrive_policy).maxReceiveCount == 5 && aws_sqs_queue.notebooks.sqs_managed_sse_enabled && aws_sqs_queue.failed.sqs_managed_sse_enabled
    error_message = "The queue must be encrypted and give up to a dead-letter queue."
  }
  assert {
    condition     = aws_sqs_queue.notebooks.visibility_timeout_seconds >= 6 * aws_lambda_function.publish[0].timeout
    error_message = "A message must not come again while it is worked on."
  }
  assert {
    condition     = aws_lambda_event_source_mapping.notebooks[0].function_response_types == toset(["ReportBatchItemFailures"])
    error_message = "One bad message must not bring back a whole batch."
  }
  assert {
    condition     = aws_lambda_function.publish[0].reserved_concurrent_executions == 20
    error_message = "The function must not take the account's share."
  }
  assert {
    condition     = toset(keys(aws_cloudwatch_metric_alarm.viewer)) == toset(["failed-events", "waiting-events", "errors", "throttles"])
    error_message = "Failed and waiting events, errors and throttles must raise alarms."
  }
  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.notebooks.event_pattern).detail.bucket.name[0] == "my-reports"
    error_message = "Events of the reports bucket, and of no other, must start the publisher."
  }
}

run "access_is_logged" {
  assert {
    condition     = aws_cloudwatch_log_delivery_source.site.log_type == "ACCESS_LOGS" && aws_cloudwatch_log_delivery_destination.site.output_format == "w3c"
    error_message = "CloudFront's access logs must be kept."
  }
  assert {
    condition     = aws_cloudwatch_log_group.publish.retention_in_days == 90
    error_message = "Logs must end."
  }
}

run "everything_but_the_function_is_made_before_there_is_an_image" {
  variables {
    image = ""
  }
  assert {
    condition     = length(aws_lambda_function.publish) == 0 && output.backfill == "" && output.image_repository != ""
    error_message = "The repository must be there before the image."
  }
}

run "settings_for_sitegen" {
  assert {
    condition     = output.sitegen.source == "s3://my-reports" && output.sitegen.destination == "s3://reports-website-123456789012-eu-west-1" && output.sitegen.distribution == "E1"
    error_message = "The output must have the settings of sitegen.yml."
  }
}
