#include "COpenSSL.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <unistd.h>

#ifdef __APPLE__
// Linked there: macOS ends programs that load a libcrypto by its bare name.
#define CRYPTO(name) name
#else
#include <dlfcn.h>
#include <pthread.h>

#define TEXT_OF(value) #value
#define TEXT(value) TEXT_OF(value)
#if OPENSSL_VERSION_NUMBER >= 0x30000000L
static const char library_name[] = "libcrypto.so." TEXT(OPENSSL_SHLIB_VERSION);
#else
static const char library_name[] = "libcrypto.so." SHLIB_VERSION_NUMBER;
#endif

// Every function that is used: the table and its loading follow this list.
#define EACH_FUNCTION(do)                                                                                              \
    do(EVP_Digest) do(EVP_sha1) do(EVP_sha256) do(EVP_MD_CTX_new) do(EVP_MD_CTX_free) do(EVP_DigestInit_ex)            \
    do(EVP_DigestUpdate) do(EVP_DigestFinal_ex) do(HMAC)

#define POINTER(name) __typeof__(&name) name;
static struct { EACH_FUNCTION(POINTER) } crypto;

static void fail(void) {
    fprintf(stderr, "%s can't be loaded: %s. Install OpenSSL's library (libssl3).\n", library_name, dlerror());
    _exit(70);
}

// POSIX lets a data pointer be cast to a function pointer, for dlsym alone.
#define FIND(name)                                                                                                     \
    crypto.name = (__typeof__(&name))dlsym(library, #name);                                                            \
    if (crypto.name == NULL) fail();

static void load(void) {
    // Never closed: libcurl uses the same copy until the program ends.
    void *library = dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) fail();
    EACH_FUNCTION(FIND)
}

static pthread_once_t once = PTHREAD_ONCE_INIT;
#define CRYPTO(name) (pthread_once(&once, load), crypto.name)
#endif

// The calls below fail only where a provider without these algorithms is configured; the zeros that stay match nothing.

void copenssl_digest(copenssl_algorithm algorithm, const void *bytes, size_t count, unsigned char *digest) {
    const EVP_MD *function = algorithm == COPENSSL_SHA1 ? CRYPTO(EVP_sha1)() : CRYPTO(EVP_sha256)();
    CRYPTO(EVP_Digest)(bytes, count, digest, NULL, function, NULL);
}

void copenssl_hmac_sha256(
    const void *key, int key_count, const unsigned char *message, size_t count, unsigned char *code) {
    CRYPTO(HMAC)(CRYPTO(EVP_sha256)(), key, key_count, message, count, code, NULL);
}

copenssl_stream *copenssl_stream_new(void) {
    EVP_MD_CTX *context = CRYPTO(EVP_MD_CTX_new)();
    CRYPTO(EVP_DigestInit_ex)(context, CRYPTO(EVP_sha256)(), NULL);
    return (copenssl_stream *)context;
}

void copenssl_stream_free(copenssl_stream *stream) { CRYPTO(EVP_MD_CTX_free)((EVP_MD_CTX *)stream); }

void copenssl_stream_update(copenssl_stream *stream, const void *bytes, size_t count) {
    CRYPTO(EVP_DigestUpdate)((EVP_MD_CTX *)stream, bytes, count);
}

void copenssl_stream_finish(copenssl_stream *stream, unsigned char *digest) {
    EVP_MD_CTX *context = (EVP_MD_CTX *)stream;
    CRYPTO(EVP_DigestFinal_ex)(context, digest, NULL);
    CRYPTO(EVP_DigestInit_ex)(context, CRYPTO(EVP_sha256)(), NULL);
}
