# Images are built and pushed outside Terraform (docs/deploy.md): a plan must not depend on a machine that builds.
resource "aws_ecr_repository" "images" {
  #checkov:skip=CKV_AWS_136:The programs are public; the keys of ECR encrypt them
  for_each             = toset(["reportpipe-lambda", "report-task"])
  name                 = "${var.name}/${each.value}"
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "images" {
  for_each   = aws_ecr_repository.images
  repository = each.value.name
  policy = jsonencode({
    rules = [{
      rulePriority = 1
      description  = "The last ten"
      selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 10 }
      action       = { type = "expire" }
    }]
  })
}
