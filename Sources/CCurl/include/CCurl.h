#ifndef SITEGEN_CCURL_H
#define SITEGEN_CCURL_H

#include <curl/curl.h>

// libcurl, loaded when something is sent. Linked, it would bring some thirty shared libraries into every run, and loading
// them takes longer than rendering a notebook: 5 ms of 11.
//
// Each function does what libcurl's of that name does, and may be called once `ccurl_load` has returned NULL. Swift can't
// call variadic C functions, through which curl sets every option: those with a type in their name fix the type of the
// value, as the option's manual page names it, and add nothing else.

/// Loads libcurl: NULL, or why it can't be loaded, as the system's loader says it. One thread calls it, before any other
/// function here.
const char *ccurl_load(void);

/// curl_global_init(3) with CURL_GLOBAL_DEFAULT.
CURLcode ccurl_global_init(void);

CURL *ccurl_easy_init(void);
void ccurl_easy_cleanup(CURL *handle);
const char *ccurl_easy_strerror(CURLcode code);

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_offset(CURL *handle, CURLoption option, curl_off_t value);
/// curl copies the string; NULL sets the option back.
CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value);
/// curl keeps the list, which must live until it is replaced.
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value);
/// For CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION, which share a type.
CURLcode ccurl_set_write(CURL *handle, CURLoption option, curl_write_callback value);
CURLcode ccurl_set_read(CURL *handle, curl_read_callback value);
CURLcode ccurl_set_seek(CURL *handle, curl_seek_callback value);
/// Lets the handle speak HTTP and HTTPS only.
CURLcode ccurl_allow_http_only(CURL *handle);
/// The value of an information of type `curl_off_t`; 0 where there is none.
curl_off_t ccurl_get_offset(CURL *handle, CURLINFO info);

struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *line);
void ccurl_slist_free_all(struct curl_slist *list);

CURLM *ccurl_multi_init(void);
CURLMcode ccurl_multi_cleanup(CURLM *multi);
CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value);
CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *handle);
CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *handle);
CURLMcode ccurl_multi_perform(CURLM *multi, int *running);
CURLMsg *ccurl_multi_info_read(CURLM *multi, int *left);
/// curl_multi_poll(3) without descriptors of the caller's.
CURLMcode ccurl_multi_poll(CURLM *multi, int milliseconds);
CURLMcode ccurl_multi_wakeup(CURLM *multi);

#endif
