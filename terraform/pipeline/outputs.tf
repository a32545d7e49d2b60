output "reports_bucket" {
  description = "Bucket of the executed notebooks: the variable reports_bucket of terraform/viewer."
  value       = local.reports_bucket
}

output "staging_bucket" {
  description = "Bucket of the data."
  value       = local.staging_bucket
}

output "image_repositories" {
  description = "Where the images are pushed to, by target of the Dockerfile."
  value       = { for target, repository in aws_ecr_repository.images : target => repository.repository_url }
}

output "sync_function" {
  description = "Function that can be started by hand: aws lambda invoke --function-name NAME /dev/stdout. Empty until there are images."
  value       = local.has_images ? local.sync_function : ""
}

output "failed_queue" {
  description = "Queue of changes that started no report."
  value       = aws_sqs_queue.failed.url
}
