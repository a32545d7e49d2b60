output "site" {
  description = "Address of the site."
  value       = local.site_address
}

output "sitegen" {
  description = "Settings of sitegen for this deployment: sitegen.yml, or SITEGEN_* variables."
  value = {
    source       = "s3://${var.reports_bucket}${var.reports_prefix == "" ? "" : "/${trimsuffix(var.reports_prefix, "/")}"}"
    destination  = "s3://${local.website_bucket}"
    distribution = aws_cloudfront_distribution.site.id
    base_url     = local.site_address
    title        = var.title
    region       = var.region
  }
}

output "image_repository" {
  description = "Where the image sitegen-lambda is pushed to."
  value       = aws_ecr_repository.sitegen.repository_url
}

output "workflow_role" {
  description = "Role for publishing from GitHub: the variable SITEGEN_ROLE of the repository. Empty where no repository was named."
  value       = var.github_repository == "" ? "" : aws_iam_role.workflow[0].arn
}

output "backfill" {
  description = "State machine that makes all pages anew. Empty until there is an image."
  value       = local.has_function ? local.state_machine_arn : ""
}

output "failed_queue" {
  description = "Queue of events that could not be published."
  value       = aws_sqs_queue.failed.url
}
