# Publishing from a workflow of GitHub: its identity token is exchanged for this role; no key is stored anywhere.
resource "aws_iam_openid_connect_provider" "github" {
  count          = var.github_repository != "" && var.github_provider_arn == "" ? 1 : 0
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

locals {
  github_provider_arn = var.github_repository == "" ? "" : (
    var.github_provider_arn != "" ? var.github_provider_arn : aws_iam_openid_connect_provider.github[0].arn
  )
}

resource "aws_iam_role" "workflow" {
  count                = var.github_repository == "" ? 0 : 1
  name                 = "${var.name}-workflow"
  description          = "What a publishing workflow of ${var.github_repository} may do"
  assume_role_policy   = data.aws_iam_policy_document.workflow_assumes[0].json
  max_session_duration = 3600
}

data "aws_iam_policy_document" "workflow_assumes" {
  count = var.github_repository == "" ? 0 : 1

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [local.github_provider_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }

    # Only jobs that run in the environment, which has its own rules of who may.
    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:${var.github_repository}:environment:${var.github_environment}"]
    }
  }
}

resource "aws_iam_role_policy" "workflow" {
  count  = var.github_repository == "" ? 0 : 1
  name   = "publish"
  role   = aws_iam_role.workflow[0].id
  policy = data.aws_iam_policy_document.publish.json
}
