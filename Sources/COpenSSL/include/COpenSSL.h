#ifndef SITEGEN_COPENSSL_H
#define SITEGEN_COPENSSL_H

#include <stddef.h>

// The digests that requests are signed with, of OpenSSL's libcrypto, which is loaded at the first of them: linked, it would
// take a tenth of the time that a small notebook's page takes. Where it can't be loaded the program says so and ends with
// status 70, as nothing can be signed then.

/// What is hashed with.
typedef enum { COPENSSL_SHA1, COPENSSL_SHA256 } copenssl_algorithm;

/// The digest of `count` bytes: 20 bytes of SHA-1, 32 of SHA-256.
void copenssl_digest(copenssl_algorithm algorithm, const void *bytes, size_t count, unsigned char *digest);

/// The 32 bytes of HMAC with SHA-256.
void copenssl_hmac_sha256(
    const void *key, int key_count, const unsigned char *message, size_t count, unsigned char *code);

/// A SHA-256 digest of bytes that come piece by piece.
typedef struct copenssl_stream copenssl_stream;

copenssl_stream *copenssl_stream_new(void);
void copenssl_stream_free(copenssl_stream *stream);
void copenssl_stream_update(copenssl_stream *stream, const void *bytes, size_t count);
/// The digest of all that was given since the last one; the stream begins anew.
void copenssl_stream_finish(copenssl_stream *stream, unsigned char *digest);

#endif
