# Values that can't be right are refused before anything is made.

mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
  mock_data "aws_secretsmanager_secrets" {
    defaults = { names = ["CT20231211_CONTACT_EMAIL"] }
  }
  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-west-1a", "eu-west-1b"] }
  }
}

variables {
  region = "eu-west-1"
}

run "a_name_that_no_bucket_may_have" {
  command = plan
  variables {
    name = "My_Reports"
  }
  expect_failures = [var.name]
}

run "a_region_without_the_service" {
  command = plan
  variables {
    region = "us-iso-east-1"
  }
  expect_failures = [var.region]
}

run "a_secret_by_its_value" {
  command = plan
  variables {
    contact_secret = "Jane Doe <jane@example.org>"
  }
  expect_failures = [var.contact_secret]
}

run "an_image_without_a_tag" {
  command = plan
  variables {
    function_image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/reports/reportpipe-lambda"
    task_image     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/reports/report-task:1"
  }
  expect_failures = [var.function_image]
}

run "an_image_that_changes" {
  command = plan
  variables {
    function_image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/reports/reportpipe-lambda:1"
    task_image     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/reports/report-task:latest"
  }
  expect_failures = [var.task_image]
}

run "one_image_without_the_other" {
  command = plan
  variables {
    function_image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/reports/reportpipe-lambda:1"
  }
  expect_failures = [var.task_image]
}

run "a_schedule_in_words" {
  command = plan
  variables {
    schedule = "every 6 hours"
  }
  expect_failures = [var.schedule]
}

run "memory_that_Fargate_does_not_have" {
  command = plan
  variables {
    task_memory = 1500
  }
  expect_failures = [var.task_memory]
}

run "a_network_that_is_too_small" {
  command = plan
  variables {
    network = "10.0.0.0/29"
  }
  expect_failures = [var.network]
}
