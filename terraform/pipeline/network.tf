# A network without a way out: no internet gateway, no NAT. S3 is reached through a gateway (free), the image, the log and
# nothing else through endpoints. A notebook can send what it computes nowhere but into the two buckets.
resource "aws_vpc" "tasks" {
  #checkov:skip=CKV2_AWS_11:Nothing leaves this network but for three services of AWS; flow logs would tell of these alone
  cidr_block           = var.network
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = { Name = "${var.name}-tasks" }
}

# The default group of the network allows everything: here it allows nothing.
resource "aws_default_security_group" "tasks" {
  vpc_id = aws_vpc.tasks.id
}

resource "aws_subnet" "tasks" {
  count                   = 2
  vpc_id                  = aws_vpc.tasks.id
  cidr_block              = cidrsubnet(var.network, 1, count.index)
  availability_zone       = data.aws_availability_zones.here.names[count.index]
  map_public_ip_on_launch = false
  tags                    = { Name = "${var.name}-tasks-${count.index + 1}" }
}

resource "aws_route_table" "tasks" {
  vpc_id = aws_vpc.tasks.id
  tags   = { Name = "${var.name}-tasks" }
}

resource "aws_route_table_association" "tasks" {
  count          = 2
  subnet_id      = aws_subnet.tasks[count.index].id
  route_table_id = aws_route_table.tasks.id
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.tasks.id
  service_name      = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.tasks.id]
  policy            = data.aws_iam_policy_document.s3_endpoint.json
}

# The two buckets, and the one in which ECR keeps layers of images in this region.
data "aws_iam_policy_document" "s3_endpoint" {
  #checkov:skip=CKV_AWS_283:A policy of an endpoint limits what roles are allowed already: its two statements are limited to this account, and to the public layers of ECR
  statement {
    sid     = "OwnBuckets"
    actions = ["s3:ListBucket", "s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"]
    resources = [
      local.staging_bucket_arn, "${local.staging_bucket_arn}/*", local.reports_bucket_arn, "${local.reports_bucket_arn}/*",
    ]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalAccount"
      values   = [local.account]
    }
  }

  statement {
    sid       = "Layers"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::prod-${var.region}-starport-layer-bucket/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}

resource "aws_vpc_endpoint" "services" {
  for_each            = toset(["ecr.api", "ecr.dkr", "logs"])
  vpc_id              = aws_vpc.tasks.id
  service_name        = "com.amazonaws.${var.region}.${each.value}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  # One zone: a report that waits for another costs less than a second endpoint.
  subnet_ids         = [aws_subnet.tasks[0].id]
  security_group_ids = [aws_security_group.endpoints.id]
}

resource "aws_security_group" "tasks" {
  name        = "${var.name}-tasks"
  description = "Report tasks: out to the endpoints and S3 by TLS, in nothing"
  vpc_id      = aws_vpc.tasks.id
}

resource "aws_security_group" "endpoints" {
  name        = "${var.name}-endpoints"
  description = "Endpoints: in from the tasks by TLS"
  vpc_id      = aws_vpc.tasks.id
}

resource "aws_vpc_security_group_egress_rule" "to_s3" {
  security_group_id = aws_security_group.tasks.id
  description       = "S3"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
}

resource "aws_vpc_security_group_egress_rule" "to_endpoints" {
  security_group_id            = aws_security_group.tasks.id
  description                  = "Images and logs"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  referenced_security_group_id = aws_security_group.endpoints.id
}

resource "aws_vpc_security_group_ingress_rule" "from_tasks" {
  security_group_id            = aws_security_group.endpoints.id
  description                  = "Report tasks"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  referenced_security_group_id = aws_security_group.tasks.id
}
