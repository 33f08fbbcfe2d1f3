terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.expected]
    }
  }
}

provider "aws" {
  alias  = "west"
  region = "west"
}

locals {
  known    = provider::aws::arn_parse("x")
  west     = provider::aws::west::arn_parse("x")
  expected = provider::aws::expected::arn_parse("x")
  east     = provider::aws::east::arn_parse("x") # ERROR: Unknown provider function
  misspelt = provider::asw::arn_parse("x")       # ERROR: Unknown provider function
  short    = provider::arn_parse("x")            # ERROR: Invalid provider function
}

provider "aws" {
  alias  = "itself" # needs its own function to be configured
  region = "x"
}
