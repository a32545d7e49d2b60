# A domain of one's own: its certificate, proven through its zone, and its addresses.
resource "aws_acm_certificate" "site" {
  count             = var.domain == "" ? 0 : 1
  provider          = aws.global
  domain_name       = var.domain
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

# One name, so one record: its key is known before the certificate is.
resource "aws_route53_record" "proof" {
  count   = var.domain == "" ? 0 : 1
  zone_id = var.zone_id
  name    = one(aws_acm_certificate.site[0].domain_validation_options[*].resource_record_name)
  type    = one(aws_acm_certificate.site[0].domain_validation_options[*].resource_record_type)
  records = aws_acm_certificate.site[0].domain_validation_options[*].resource_record_value
  ttl     = 300
}

resource "aws_acm_certificate_validation" "site" {
  count                   = var.domain == "" ? 0 : 1
  provider                = aws.global
  certificate_arn         = aws_acm_certificate.site[0].arn
  validation_record_fqdns = aws_route53_record.proof[*].fqdn
}

resource "aws_route53_record" "site" {
  for_each = var.domain == "" ? toset([]) : toset(["A", "AAAA"])
  zone_id  = var.zone_id
  name     = var.domain
  type     = each.value

  alias {
    name                   = aws_cloudfront_distribution.site.domain_name
    zone_id                = aws_cloudfront_distribution.site.hosted_zone_id
    evaluate_target_health = false
  }
}
