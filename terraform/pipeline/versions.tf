terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.20"
    }
  }

  # Where the state is kept is yours to say: terraform init -backend-config=backend.hcl (docs/deploy.md).
  # It must never be in git: it names everything there is.
  backend "s3" {}
}

provider "aws" {
  region = var.region

  default_tags {
    tags = local.tags
  }
}
