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
  description = "AWS region, for example eu-west-1."
  type        = string

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region: write it like eu-west-1."
  }

  validation {
    condition     = !can(regex("^(cn|us-iso)", var.region))
    error_message = "region: Lambda images and Fargate are used from a region of the standard partition; choose one like eu-west-1 or us-east-2."
  }
}

variable "contact_secret" {
  description = "Name of the secret in Secrets Manager with the contact address the Bureau of Labor Statistics wants to be told. It is made by hand, and its value is never read by Terraform."
  type        = string
  default     = "CT20231211_CONTACT_EMAIL"

  validation {
    condition     = can(regex("^[A-Za-z0-9/_+=.@-]{1,512}$", var.contact_secret))
    error_message = "contact_secret: give the secret's name, not its ARN or value. Make it first: aws secretsmanager create-secret --name CT20231211_CONTACT_EMAIL --secret-string you@example.org"
  }
}

variable "function_image" {
  description = "Image of the functions (target reportpipe-lambda), by digest or by a tag that never changes. Empty until it was pushed: then everything else is made."
  type        = string
  default     = ""

  validation {
    condition     = var.function_image == "" || can(regex("^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com/[a-z0-9._/-]+(@sha256:[0-9a-f]{64}|:[A-Za-z0-9._-]+)$", var.function_image))
    error_message = "function_image: name the repository and a digest or tag: ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME@sha256:... (docs/deploy.md tells how to build and push it)."
  }

  validation {
    condition     = !endswith(var.function_image, ":latest")
    error_message = "function_image: 'latest' may be another image tomorrow; name a digest (@sha256:...) or the tag of a version."
  }
}

variable "task_image" {
  description = "Image of the report task (target report-task), likewise. Both images are given together."
  type        = string
  default     = ""

  validation {
    condition     = var.task_image == "" || can(regex("^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com/[a-z0-9._/-]+(@sha256:[0-9a-f]{64}|:[A-Za-z0-9._-]+)$", var.task_image))
    error_message = "task_image: name the repository and a digest or tag: ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME@sha256:... (docs/deploy.md tells how to build and push it)."
  }

  validation {
    condition     = !endswith(var.task_image, ":latest")
    error_message = "task_image: 'latest' may be another image tomorrow; name a digest (@sha256:...) or the tag of a version."
  }

  validation {
    condition     = (var.task_image == "") == (var.function_image == "")
    error_message = "task_image: give function_image and task_image together: a listener without a task, or a task that nothing starts, would fail at night."
  }
}

variable "schedule" {
  description = "When the sources are looked at, as EventBridge Scheduler writes it."
  type        = string
  default     = "rate(6 hours)"

  validation {
    condition     = can(regex("^(rate|cron)\\(.+\\)$", var.schedule))
    error_message = "schedule: write rate(6 hours) or cron(0 5 * * ? *), in UTC."
  }
}

variable "task_cpu" {
  description = "Processor units of the report task: 1024 are one processor."
  type        = number
  default     = 1024

  validation {
    condition     = contains([512, 1024, 2048, 4096], var.task_cpu)
    error_message = "task_cpu: use 512, 1024, 2048 or 4096."
  }
}

variable "task_memory" {
  description = "Megabytes of memory of the report task."
  type        = number
  default     = 4096

  validation {
    condition     = var.task_memory >= 2 * var.task_cpu && var.task_memory <= 8 * var.task_cpu && var.task_memory % 1024 == 0
    error_message = "task_memory: Fargate takes whole gigabytes, 2 to 8 for each processor: 4096 with a task_cpu of 1024."
  }
}

variable "task_seconds" {
  description = "How long the notebook of a report may run, in seconds."
  type        = number
  default     = 1800

  validation {
    condition     = var.task_seconds >= 60 && var.task_seconds <= 36000
    error_message = "task_seconds: use 60 to 36000."
  }
}

variable "network" {
  description = "Addresses of the network the task runs in; it has no way out but to S3, ECR and the logs."
  type        = string
  default     = "10.20.0.0/24"

  validation {
    condition     = can(cidrhost(var.network, 0)) && can(regex("/(2[0-6]|1[6-9])$", var.network))
    error_message = "network: write a block like 10.20.0.0/24, with 16 to 26 bits."
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
