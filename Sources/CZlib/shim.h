#ifndef SITEGEN_CZLIB_SHIM_H
#define SITEGEN_CZLIB_SHIM_H

#include <zlib.h>

// Swift does not see the macro that passes the size of z_stream along. 31 is a window of 32 KiB (15) in gzip's form (16).
static inline int czlib_begin_gzip(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
}

#endif
