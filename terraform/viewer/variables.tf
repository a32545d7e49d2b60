variable "name" {
  description = "Name of the deployment: the beginning of all names, for example reports."
  type        = string
  default     = "reports"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,20}[a-z0-9]$", var.name))
    error_message = "name: use 3 to 22 lower-case letters, digits and hyphens, a letter first; it becomes a part of bucket names."
  }
}

variable "region" {
  description = "AWS region of everything but CloudFront, for example eu-west-1."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region: write it like eu-west-1."
  }

  validation {
    condition     = !can(regex("^(cn|us-gov|us-iso)", var.region))
    error_message = "region: CloudFront with Origin Access Control, and its certificates in us-east-1, need a region of the standard partition; choose one like eu-west-1 or us-east-2."
  }
}

variable "reports_bucket" {
  description = "Bucket with the executed notebooks. It must send its events to EventBridge; terraform/pipeline makes one that does."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.reports_bucket))
    error_message = "reports_bucket: give the bucket's name alone, without s3://, for example the output reports_bucket of terraform/pipeline."
  }
}

variable "reports_prefix" {
  description = "Folder of the notebooks in the bucket; empty for all of it."
  type        = string
  default     = ""

  validation {
    condition     = var.reports_prefix == "" || can(regex("^[^/*?].*/$", var.reports_prefix))
    error_message = "reports_prefix: write it with a slash at its end and none at its beginning, for example daily/."
  }
}

variable "create_reports_bucket" {
  description = "Whether the bucket of the notebooks is made here, where no other deployment makes it."
  type        = bool
  default     = false
}

variable "image" {
  description = "Image of the function that publishes, by digest or by a tag that never changes. Empty until it was pushed to the repository of the output image_repository: then everything else is made."
  type        = string
  default     = ""

  validation {
    condition     = var.image == "" || can(regex("^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com/[a-z0-9._/-]+(@sha256:[0-9a-f]{64}|:[A-Za-z0-9._-]+)$", var.image))
    error_message = "image: name the repository and a digest or tag: ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME@sha256:... (docs/deploy.md tells how to build and push it)."
  }

  validation {
    condition     = !endswith(var.image, ":latest")
    error_message = "image: 'latest' may be another image tomorrow; name a digest (@sha256:...) or the tag of a version."
  }
}

variable "title" {
  description = "Name of the site, shown on every page."
  type        = string
  default     = "Reports"

  validation {
    condition     = length(var.title) > 0 && length(var.title) <= 100
    error_message = "title: use 1 to 100 characters."
  }
}

variable "domain" {
  description = "Domain of the site, for example reports.example.org; empty for the one CloudFront gives."
  type        = string
  default     = ""

  validation {
    condition     = var.domain == "" || can(regex("^([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}$", var.domain))
    error_message = "domain: write a name like reports.example.org, in lower case and without https://."
  }
}

variable "zone_id" {
  description = "Hosted zone of Route 53 that holds the domain; needed with domain."
  type        = string
  default     = ""

  validation {
    condition     = (var.domain == "") == (var.zone_id == "")
    error_message = "zone_id: domain and zone_id go together; aws route53 list-hosted-zones shows the ids."
  }
}

variable "remote_images" {
  description = "Whether pages may load pictures from other hosts, as remote_images of sitegen does."
  type        = bool
  default     = false
}

variable "price_class" {
  description = "Where CloudFront serves from: PriceClass_100 (Europe and North America), PriceClass_200 or PriceClass_All."
  type        = string
  default     = "PriceClass_100"

  validation {
    condition     = contains(["PriceClass_100", "PriceClass_200", "PriceClass_All"], var.price_class)
    error_message = "price_class: use PriceClass_100, PriceClass_200 or PriceClass_All."
  }
}

variable "web_acl_arn" {
  description = "Web ACL of AWS WAF, made elsewhere, that guards the site; empty for none."
  type        = string
  default     = ""

  validation {
    condition     = var.web_acl_arn == "" || can(regex("^arn:aws:wafv2:us-east-1:[0-9]{12}:global/webacl/", var.web_acl_arn))
    error_message = "web_acl_arn: for CloudFront it must be a global one, of us-east-1: arn:aws:wafv2:us-east-1:ACCOUNT:global/webacl/..."
  }
}

variable "publishers" {
  description = "How many publishing functions run at once at most. A backfill uses all of them."
  type        = number
  default     = 20

  validation {
    condition     = var.publishers >= 2 && var.publishers <= 500 && floor(var.publishers) == var.publishers
    error_message = "publishers: use a whole number from 2 to 500; SQS asks for at least 2."
  }
}

variable "memory" {
  description = "Megabytes of memory of the publishing function; its processor grows with it."
  type        = number
  default     = 1769

  validation {
    condition     = var.memory >= 512 && var.memory <= 10240
    error_message = "memory: use 512 to 10240 megabytes."
  }
}

variable "log_days" {
  description = "How many days logs are kept."
  type        = number
  default     = 90

  validation {
    condition     = contains([7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731], var.log_days)
    error_message = "log_days: CloudWatch keeps logs for 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545 or 731 days."
  }
}

variable "alarm_topic_arn" {
  description = "Topic of SNS that is told of alarms; empty to see them in CloudWatch only."
  type        = string
  default     = ""

  validation {
    condition     = var.alarm_topic_arn == "" || can(regex("^arn:aws:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", var.alarm_topic_arn))
    error_message = "alarm_topic_arn: write arn:aws:sns:REGION:ACCOUNT:NAME, or leave it empty."
  }
}

variable "github_repository" {
  description = "Repository whose workflow may publish, as OWNER/NAME; empty for none."
  type        = string
  default     = ""

  validation {
    condition     = var.github_repository == "" || can(regex("^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+$", var.github_repository))
    error_message = "github_repository: write OWNER/NAME, without https://github.com/."
  }
}

variable "github_environment" {
  description = "Environment of the repository that a publishing job must run in."
  type        = string
  default     = "production"

  validation {
    condition     = can(regex("^[A-Za-z0-9._-]+$", var.github_environment))
    error_message = "github_environment: use letters, digits, dots, hyphens and underscores."
  }
}

variable "github_provider_arn" {
  description = "Identity provider of GitHub in this account, where there is one already; empty to make it."
  type        = string
  default     = ""

  validation {
    condition     = var.github_provider_arn == "" || can(regex("^arn:aws:iam::[0-9]{12}:oidc-provider/token\\.actions\\.githubusercontent\\.com$", var.github_provider_arn))
    error_message = "github_provider_arn: write arn:aws:iam::ACCOUNT:oidc-provider/token.actions.githubusercontent.com, or leave it empty."
  }
}
