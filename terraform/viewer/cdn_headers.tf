# What browsers are told with every page. Pages say the same or stricter in their own policy, for when they are saved.
locals {
  images = var.remote_images ? "'self' data: https:" : "'self' data:"
  page_policy = join("; ", [
    "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src ${local.images}",
    "font-src 'self'", "connect-src 'self'", "frame-src 'self'", "base-uri 'none'", "form-action 'none'",
    "frame-ancestors 'self'",
  ])
}

resource "aws_cloudfront_response_headers_policy" "pages" {
  name    = "${var.name}-pages"
  comment = "Pages: no script but the site's own"

  security_headers_config {
    content_security_policy {
      content_security_policy = local.page_policy
      override                = true
    }

    strict_transport_security {
      access_control_max_age_sec = 63072000
      include_subdomains         = true
      preload                    = true
      override                   = true
    }

    content_type_options {
      override = true
    }

    frame_options {
      frame_option = "SAMEORIGIN"
      override     = true
    }

    referrer_policy {
      referrer_policy = "no-referrer"
      override        = true
    }
  }

  custom_headers_config {
    items {
      header   = "Permissions-Policy"
      value    = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
      override = true
    }

    items {
      header   = "Cross-Origin-Opener-Policy"
      value    = "same-origin"
      override = true
    }
  }
}

resource "aws_cloudfront_response_headers_policy" "interactive" {
  #checkov:skip=CKV_AWS_259:Its transport security is the same as that of the pages
  name    = "${var.name}-interactive"
  comment = "Interactive outputs: scripts, but in an opaque origin"

  security_headers_config {
    content_security_policy {
      content_security_policy = "sandbox allow-scripts; frame-ancestors 'self'"
      override                = true
    }

    strict_transport_security {
      access_control_max_age_sec = 63072000
      include_subdomains         = true
      preload                    = true
      override                   = true
    }

    content_type_options {
      override = true
    }

    referrer_policy {
      referrer_policy = "no-referrer"
      override        = true
    }
  }

  custom_headers_config {
    items {
      header   = "Permissions-Policy"
      value    = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
      override = true
    }
  }
}
