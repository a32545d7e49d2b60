# `reportpipe run` as a task of Fargate: reads the staging bucket, runs the notebook, writes the reports bucket.
resource "aws_ecs_cluster" "reports" {
  name = var.name

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_task_definition" "report" {
  #checkov:skip=CKV_AWS_249:The role of the task and the one that starts it are two: task and start
  count                    = local.has_images ? 1 : 0
  family                   = local.task
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.task_cpu
  memory                   = var.task_memory
  task_role_arn            = aws_iam_role.task.arn
  execution_role_arn       = aws_iam_role.start.arn

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }

  # Where Jupyter and the data are put; everything else of the container can't be written to.
  volume {
    name = "scratch"
  }

  container_definitions = jsonencode([{
    name                   = "report"
    image                  = var.task_image
    essential              = true
    readonlyRootFilesystem = true
    user                   = "10001:10001"
    linuxParameters        = { initProcessEnabled = true, capabilities = { drop = ["ALL"] } }
    mountPoints            = [{ sourceVolume = "scratch", containerPath = "/tmp", readOnly = false }]
    environment = [
      { name = "REPORTPIPE_STAGING", value = "s3://${local.staging_bucket}" },
      { name = "REPORTPIPE_REPORTS", value = "s3://${local.reports_bucket}" },
      { name = "REPORTPIPE_TIME_LIMIT", value = tostring(var.task_seconds) },
      { name = "REPORTPIPE_CELL_TIME_LIMIT", value = tostring(var.task_seconds) },
      { name = "REPORTPIPE_MEMORY_LIMIT", value = tostring(floor(var.task_memory * 3 / 4)) },
      { name = "AWS_REGION", value = var.region },
    ]
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = "/ecs/${local.task}"
        awslogs-region        = var.region
        awslogs-stream-prefix = "report"
      }
    }
  }])
}

# The program's own role. The notebook's kernel is started without credentials and can't ask for them by its variables.
resource "aws_iam_role" "task" {
  name               = local.task
  description        = "What a report may read and write"
  assume_role_policy = data.aws_iam_policy_document.assumes["ecs-tasks"].json
}

resource "aws_iam_role_policy" "task" {
  name   = "report"
  role   = aws_iam_role.task.id
  policy = data.aws_iam_policy_document.task.json
}

data "aws_iam_policy_document" "task" {
  statement {
    sid       = "ListStaging"
    actions   = ["s3:ListBucket"]
    resources = [local.staging_bucket_arn]
  }

  statement {
    sid       = "ReadStaging"
    actions   = ["s3:GetObject"]
    resources = ["${local.staging_bucket_arn}/*"]
  }

  statement {
    sid       = "LookAtReports"
    actions   = ["s3:ListBucket"]
    resources = [local.reports_bucket_arn]
  }

  # GetObject: a write whose reply was lost is looked at before it is tried again.
  statement {
    sid       = "WriteReports"
    actions   = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"]
    resources = ["${local.reports_bucket_arn}/*.ipynb"]
  }
}

# What Fargate needs to start the container.
resource "aws_iam_role" "start" {
  name               = "${local.task}-start"
  description        = "Fetches the image and writes the log"
  assume_role_policy = data.aws_iam_policy_document.assumes["ecs-tasks"].json
}

resource "aws_iam_role_policy" "start" {
  name   = "start"
  role   = aws_iam_role.start.id
  policy = data.aws_iam_policy_document.start.json
}

data "aws_iam_policy_document" "start" {
  #checkov:skip=CKV_AWS_356:ecr:GetAuthorizationToken takes no resource
  statement {
    sid       = "Login"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid       = "FetchImage"
    actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "ecr:BatchCheckLayerAvailability"]
    resources = [aws_ecr_repository.images["report-task"].arn]
  }

  statement {
    sid       = "WriteLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${local.log_group_pattern}/ecs/${local.task}:*"]
  }
}
