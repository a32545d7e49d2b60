# The distribution: reads the private bucket by Origin Access Control, answers GET and HEAD only.
resource "aws_cloudfront_origin_access_control" "website" {
  name                              = local.website_bucket
  description                       = "Signs what the distribution asks of the website bucket"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_distribution" "site" {
  #checkov:skip=CKV_AWS_86:Access logs are delivered by CloudWatch (logs_bucket.tf); the older logging_config needs a bucket with ACLs
  #checkov:skip=CKV_AWS_68:A static site answers GET from a cache; web_acl_arn adds a web ACL where one is wanted
  #checkov:skip=CKV2_AWS_47:As above: a web ACL is the owner's choice, and no request reaches a program
  #checkov:skip=CKV_AWS_310:The one origin is S3, which is in several data centres of its region
  #checkov:skip=CKV_AWS_374:Readers may be anywhere
  #checkov:skip=CKV_AWS_174:CloudFront's own domain takes no other minimum; with domain it is TLSv1.2_2021
  #checkov:skip=CKV2_AWS_42:CloudFront's own certificate where no domain is given
  enabled             = true
  comment             = "${var.title} (${var.name})"
  default_root_object = "index.html"
  http_version        = "http2and3"
  is_ipv6_enabled     = true
  price_class         = var.price_class
  aliases             = var.domain == "" ? [] : [var.domain]
  web_acl_id          = var.web_acl_arn == "" ? null : var.web_acl_arn

  origin {
    origin_id                = "website"
    domain_name              = aws_s3_bucket.website.bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.website.id
  }

  default_cache_behavior {
    target_origin_id           = "website"
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    viewer_protocol_policy     = "redirect-to-https"
    cache_policy_id            = aws_cloudfront_cache_policy.pages.id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.pages.id

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.addresses.arn
    }
  }

  # Interactive outputs run the scripts of notebooks: always in an origin of their own, also when opened by themselves.
  ordered_cache_behavior {
    path_pattern               = "/reports/*.files/*"
    target_origin_id           = "website"
    allowed_methods            = ["GET", "HEAD"]
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    viewer_protocol_policy     = "redirect-to-https"
    cache_policy_id            = aws_cloudfront_cache_policy.pages.id
    response_headers_policy_id = aws_cloudfront_response_headers_policy.interactive.id
  }

  # The bucket can't be listed, so what is not there is 403 to the distribution.
  custom_error_response {
    error_code            = 403
    response_code         = 404
    response_page_path    = "/404.html"
    error_caching_min_ttl = 10
  }

  custom_error_response {
    error_code            = 404
    response_code         = 404
    response_page_path    = "/404.html"
    error_caching_min_ttl = 10
  }

  viewer_certificate {
    cloudfront_default_certificate = var.domain == ""
    acm_certificate_arn            = var.domain == "" ? null : aws_acm_certificate_validation.site[0].certificate_arn
    ssl_support_method             = var.domain == "" ? null : "sni-only"
    minimum_protocol_version       = var.domain == "" ? "TLSv1" : "TLSv1.2_2021"
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
}

# What publishers say in Cache-Control holds; no cookie, header or query makes a second copy.
resource "aws_cloudfront_cache_policy" "pages" {
  name        = "${var.name}-pages"
  comment     = "As long as the object says"
  min_ttl     = 0
  default_ttl = 30
  max_ttl     = 31536000

  parameters_in_cache_key_and_forwarded_to_origin {
    enable_accept_encoding_brotli = true
    enable_accept_encoding_gzip   = true

    cookies_config {
      cookie_behavior = "none"
    }

    headers_config {
      header_behavior = "none"
    }

    query_strings_config {
      query_string_behavior = "none"
    }
  }
}

resource "aws_cloudfront_function" "addresses" {
  name    = "${var.name}-addresses"
  comment = "Folder addresses lead to their index.html"
  runtime = "cloudfront-js-2.0"
  publish = true
  code    = file("${path.module}/addresses.js")
}
