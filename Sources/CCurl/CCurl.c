// curl's checks of types are macros around the functions, which would hide their names below.
#define CURL_DISABLE_TYPECHECK

#include "CCurl.h"

#include <dlfcn.h>
#include <stddef.h>

#ifdef __APPLE__
static const char library_name[] = "libcurl.4.dylib";
#else
static const char library_name[] = "libcurl.so.4";
#endif

// Every function that is used, by its name after `curl_`: the table and its loading follow this list.
#define EACH_FUNCTION(do)                                                                                              \
    do(global_init) do(easy_init) do(easy_cleanup) do(easy_strerror) do(easy_setopt) do(easy_getinfo)                  \
    do(slist_append) do(slist_free_all) do(multi_init) do(multi_cleanup) do(multi_setopt) do(multi_add_handle)         \
    do(multi_remove_handle) do(multi_perform) do(multi_info_read) do(multi_poll) do(multi_wakeup)

#define POINTER(name) __typeof__(&curl_##name) name;
static struct { EACH_FUNCTION(POINTER) } curl;

// POSIX lets a data pointer be cast to a function pointer, for dlsym alone.
#define FIND(name)                                                                                                     \
    curl.name = (__typeof__(&curl_##name))dlsym(library, "curl_" #name);                                               \
    if (curl.name == NULL) return dlerror();

const char *ccurl_load(void) {
    // Never closed: libcurl's threads and the TLS library's may outlive whoever sends.
    void *library = dlopen(library_name, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return dlerror();
    EACH_FUNCTION(FIND)
    return NULL;
}

CURLcode ccurl_global_init(void) { return curl.global_init(CURL_GLOBAL_DEFAULT); }

CURL *ccurl_easy_init(void) { return curl.easy_init(); }
void ccurl_easy_cleanup(CURL *handle) { curl.easy_cleanup(handle); }
const char *ccurl_easy_strerror(CURLcode code) { return curl.easy_strerror(code); }

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) { return curl.easy_setopt(handle, option, value); }

CURLcode ccurl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_write(CURL *handle, CURLoption option, curl_write_callback value) {
    return curl.easy_setopt(handle, option, value);
}

CURLcode ccurl_set_read(CURL *handle, curl_read_callback value) {
    return curl.easy_setopt(handle, CURLOPT_READFUNCTION, value);
}

CURLcode ccurl_set_seek(CURL *handle, curl_seek_callback value) {
    return curl.easy_setopt(handle, CURLOPT_SEEKFUNCTION, value);
}

// CURLOPT_PROTOCOLS_STR came with curl 7.85, which deprecated the option before it.
CURLcode ccurl_allow_http_only(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075500
    return curl.easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    return curl.easy_setopt(handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

curl_off_t ccurl_get_offset(CURL *handle, CURLINFO info) {
    curl_off_t value = 0;
    return curl.easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}

struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *line) {
    return curl.slist_append(list, line);
}
void ccurl_slist_free_all(struct curl_slist *list) { curl.slist_free_all(list); }

CURLM *ccurl_multi_init(void) { return curl.multi_init(); }
CURLMcode ccurl_multi_cleanup(CURLM *multi) { return curl.multi_cleanup(multi); }

CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl.multi_setopt(multi, option, value);
}

CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *handle) { return curl.multi_add_handle(multi, handle); }
CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *handle) { return curl.multi_remove_handle(multi, handle); }
CURLMcode ccurl_multi_perform(CURLM *multi, int *running) { return curl.multi_perform(multi, running); }
CURLMsg *ccurl_multi_info_read(CURLM *multi, int *left) { return curl.multi_info_read(multi, left); }

CURLMcode ccurl_multi_poll(CURLM *multi, int milliseconds) {
    return curl.multi_poll(multi, NULL, 0, milliseconds, NULL);
}

CURLMcode ccurl_multi_wakeup(CURLM *multi) { return curl.multi_wakeup(multi); }
