# Values that can't be right are refused before anything is made.

mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
}

mock_provider "aws" {
  alias = "global"
}

variables {
  region         = "eu-west-1"
  reports_bucket = "my-reports"
}

run "a_name_that_no_bucket_may_have" {
  command = plan
  variables {
    name = "My_Reports"
  }
  expect_failures = [var.name]
}

run "a_region_that_is_none" {
  command = plan
  variables {
    region = "Ireland"
  }
  expect_failures = [var.region]
}

run "a_region_without_the_service" {
  command = plan
  variables {
    region = "cn-north-1"
  }
  expect_failures = [var.region]
}

run "an_address_in_place_of_a_bucket" {
  command = plan
  variables {
    reports_bucket = "s3://my-reports"
  }
  expect_failures = [var.reports_bucket]
}

run "an_image_without_a_tag" {
  command = plan
  variables {
    image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/reports/sitegen-lambda"
  }
  expect_failures = [var.image]
}

run "an_image_that_changes" {
  command = plan
  variables {
    image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/reports/sitegen-lambda:latest"
  }
  expect_failures = [var.image]
}

run "a_domain_without_its_zone" {
  command = plan
  variables {
    domain = "reports.example.org"
  }
  expect_failures = [var.zone_id]
}

run "a_prefix_with_a_slash_at_its_beginning" {
  command = plan
  variables {
    reports_prefix = "/daily/"
  }
  expect_failures = [var.reports_prefix]
}

run "too_few_publishers" {
  command = plan
  variables {
    publishers = 1
  }
  expect_failures = [var.publishers]
}

run "a_repository_as_an_address" {
  command = plan
  variables {
    github_repository = "https://github.com/example/reports"
  }
  expect_failures = [var.github_repository]
}
